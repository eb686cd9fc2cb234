/** Light, dark or the system's. `public/theme.js` reads the same key before the first paint. */
import { en } from "../../copy/desk/en.ts";
import { Icon } from "../../ui/icon.tsx";
import { useStored } from "./hooks.ts";

const THEMES = [
  { id: "light", icon: "sun" },
  { id: "dark", icon: "moon" },
  { id: "system", icon: "monitor" },
] as const;

export function ThemeSwitch({ name }: { name: string }) {
  const [theme, setTheme] = useStored("theme", "system");
  const choose = (id: string): void => {
    setTheme(id);
    if (id === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = id;
  };
  return (
    <fieldset class="segments theme">
      <legend class="hidden">{en.theme.label}</legend>
      {THEMES.map(({ id, icon }) => (
        <label key={id} title={en.theme[id]}>
          <input type="radio" name={name} value={id} checked={theme === id} onChange={() => choose(id)} />
          <span>
            <Icon name={icon} />
            <span class="hidden">{en.theme[id]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
