/** The logo and the accent colour, each beside what becomes of it in both themes. */
import { useEffect, useId, useState } from "preact/hooks";
import type { AccentTonesReply } from "../../../workers/contract/console/settings.ts";
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { useApp } from "../frame/app-context.ts";
import { readAccentTones } from "../frame/endpoints.ts";
import { drawnLogo } from "./draw-logo.ts";
import type { PluginFieldsProps } from "./plugin-fields.tsx";
import { FieldError } from "./schema-field.tsx";

const words = en.settings.branding;
const LOGO = "BRAND_LOGO";
const ACCENT = "BRAND_ACCENT";
const FILES = "image/png,image/svg+xml,image/jpeg,image/webp";
const PAUSE_MS = 250;
const THEMES = ["light", "dark"] as const;
/** What a colour field of the browser shows where no colour is chosen: the product's own. */
const OWN_COLOUR = "#2f57c9";

export function BrandingFields(props: PluginFieldsProps) {
  return (
    <>
      <LogoField {...props} />
      <AccentField {...props} />
    </>
  );
}

function LogoField({ section, values, errors, locked, onValues }: PluginFieldsProps) {
  const id = useId();
  const [undrawn, setUndrawn] = useState(false);
  const logo = textOf(values[LOGO]);
  const disabled = locked(LOGO);
  const set = (next: string): void => onValues({ ...values, [LOGO]: next });
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const drawn = await drawnLogo(file);
    setUndrawn(drawn === undefined);
    if (drawn !== undefined) set(drawn);
  };
  const error = undrawn ? words.undrawn : errors.get(LOGO);
  return (
    <div class="field settings-field" role="group" aria-labelledby={id}>
      <span id={id}>{words.logo}</span>
      {logo !== "" && (
        <div class="brand-plates">
          {THEMES.map((theme) => (
            <span key={theme} class={`brand-plate ${theme}`}>
              <img class="brand-logo" src={`data:image/png;base64,${logo}`} alt={words.logoOn[theme]} />
            </span>
          ))}
        </div>
      )}
      {!disabled && (
        <div class="brand-acts">
          <label class="button">
            <input
              type="file"
              class="hidden"
              accept={FILES}
              aria-describedby={`${id}-says`}
              onChange={({ currentTarget }) => {
                const file = currentTarget.files?.[0];
                currentTarget.value = "";
                void choose(file);
              }}
            />
            {words.chooseLogo}
          </label>
          {logo !== "" && (
            <button type="button" class="button quiet danger" onClick={() => set("")}>
              <Icon name="close" />
              {words.removeLogo}
            </button>
          )}
        </div>
      )}
      <span id={`${id}-says`} class="caption">
        {words.logoSays} {byDeployment(section, LOGO)}
      </span>
      <FieldError error={error} />
    </div>
  );
}

function AccentField({ section, values, errors, locked, onValues }: PluginFieldsProps) {
  const id = useId();
  const colour = textOf(values[ACCENT]);
  const tones = useTones(colour);
  const disabled = locked(ACCENT);
  const error = errors.get(ACCENT);
  const set = (next: string): void => onValues({ ...values, [ACCENT]: next });
  return (
    <div class="field settings-field">
      <label for={id}>{words.accent}</label>
      <div class="split brand-colour">
        <input
          type="color"
          aria-label={words.pick}
          disabled={disabled}
          value={tones === undefined ? OWN_COLOUR : colour}
          onInput={(event) => set(event.currentTarget.value)}
        />
        <input
          id={id}
          disabled={disabled}
          value={colour}
          maxLength={7}
          placeholder={OWN_COLOUR}
          autocomplete="off"
          spellcheck={false}
          aria-describedby={`${id}-says`}
          {...(error === undefined ? {} : { "aria-invalid": true as const })}
          onInput={(event) => set(event.currentTarget.value.trim())}
        />
      </div>
      <span id={`${id}-says`} class="caption">
        {words.accentSays} {byDeployment(section, ACCENT)}
      </span>
      <FieldError error={error} />
      {tones !== undefined && (
        <ul class="brand-plates" aria-label={words.tones}>
          {THEMES.map((theme) => (
            <li key={theme} class={`brand-plate ${theme}`}>
              <span class="brand-sample" style={{ background: tones[theme].accent, color: tones[theme].onAccent }}>
                {words.button}
              </span>
              <span style={{ color: tones[theme].accent }}>{words.link}</span>
              <span>{words.tone[theme](tones[theme].accent, tones[theme].ratio.toFixed(1))}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Asked of the server, by the function that makes them for every page. Undefined for what is no colour. */
function useTones(colour: string): AccentTonesReply["tones"] {
  const { api } = useApp();
  const [made, setMade] = useState<{ readonly of: string; readonly tones: AccentTonesReply["tones"] }>();
  useEffect(() => {
    let left = false;
    const pause = setTimeout(() => {
      if (colour === "") return;
      void readAccentTones(api, colour).then((result) => {
        if (!left && result.ok) setMade({ of: colour, tones: result.value.tones });
      });
    }, PAUSE_MS);
    return () => {
      left = true;
      clearTimeout(pause);
    };
  }, [colour]);
  return made?.of === colour ? made.tones : undefined;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const byDeployment = ({ fields }: PluginFieldsProps["section"], key: string): string =>
  fields.some((field) => field.key === key && field.setByDeployment) ? en.settings.byDeployment : "";
