/** Tells an agent who looks at another window that the check moved. Off until asked for; a notice names the ticket, never the person. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { LiveReply } from "../../../workers/contract/console/live.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { useStored } from "../frame/hooks.ts";
import { tabTitle } from "./live-words.ts";

export interface Signals {
  readonly sound: boolean;
  readonly notify: boolean;
  readonly blocked: boolean;
  readonly setSound: (on: boolean) => void;
  readonly setNotify: (on: boolean) => void;
}

export function useSignals(live: LiveReply): Signals {
  const [sound, setSound] = useStored("signal-sound", "off");
  const [notify, setNotify] = useStored("signal-notice", "off");
  const [blocked, setBlocked] = useState(false);
  const title = tabTitle(live);
  const before = useRef(title);
  useEffect(() => {
    if (before.current === title) return;
    before.current = title;
    if (sound === "on") chime();
    if (notify === "on" && document.visibilityState === "hidden") showNotice(title);
  }, [title, sound, notify]);
  const askNotify = async (on: boolean): Promise<void> => {
    const granted = on && "Notification" in globalThis && (await Notification.requestPermission()) === "granted";
    setBlocked(on && !granted);
    setNotify(granted ? "on" : "off");
  };
  return {
    sound: sound === "on",
    notify: notify === "on",
    blocked,
    setSound: (on) => {
      setSound(on ? "on" : "off");
      if (on) chime();
    },
    setNotify: (on) => void askNotify(on),
  };
}

const TONES_HZ = [660, 880];
const TONE_SECONDS = 0.12;

function chime(): void {
  try {
    const audio = new AudioContext();
    TONES_HZ.forEach((frequency, index) => {
      const start = audio.currentTime + index * TONE_SECONDS;
      const volume = audio.createGain();
      volume.gain.setValueAtTime(0.08, start);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + TONE_SECONDS);
      const tone = audio.createOscillator();
      tone.frequency.value = frequency;
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + TONE_SECONDS);
      tone.onended = () => void (index === TONES_HZ.length - 1 && audio.close());
    });
  } catch {
    // No sound device: the tab title says the same.
  }
}

function showNotice(title: string): void {
  try {
    const notice = new Notification(title, { tag: "verification" });
    notice.onclick = () => {
      focus();
      notice.close();
    };
  } catch {
    // Some phones allow notices from service workers only; the tab title says the same.
  }
}

export function SignalToggles({ signals, live }: { signals: Signals; live: LiveReply }) {
  return (
    <div class="signals">
      <label>
        <input
          type="checkbox"
          checked={signals.sound}
          onChange={(event) => signals.setSound(event.currentTarget.checked)}
        />
        <Icon name="volume" />
        {en.live.sound}
      </label>
      <label>
        <input
          type="checkbox"
          checked={signals.notify}
          onChange={(event) => signals.setNotify(event.currentTarget.checked)}
        />
        <Icon name="bell" />
        {signals.blocked ? en.live.notifyBlocked : en.live.notify}
      </label>
      <span class="caption tab-title">
        {en.live.tabTitle} <code>{tabTitle(live)}</code>
      </span>
    </div>
  );
}
