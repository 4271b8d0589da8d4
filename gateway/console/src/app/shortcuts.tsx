import { useEffect, useState } from "react";
import { useNavigate } from "react-router-dom";

import { Dialog } from "../components/dialog";
import { DataList, P } from "../components/nl";
import type { Screen } from "./screens";

const off = "sneltoetsen-uit";

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Listens to the keyboard. @returns whether the list of shortcuts is asked for, and what opens and closes it */
export function useShortcuts(screens: readonly Screen[]): [boolean, (open: boolean) => void] {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let afterG = false;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target) || document.querySelector("dialog[open]")) return;
      if (localStorage.getItem(off) !== null) return;
      const there = afterG ? screens.find((screen) => screen.key === event.key) : undefined;
      afterG = event.key === "g" && !afterG;
      if (there) void navigate(`/${there.path}`);
      else if (event.key === "?") setOpen(true);
      else if (event.key === "/") {
        const filter = document.querySelector<HTMLInputElement>("[data-table-filter]");
        if (!filter) return;
        filter.focus();
      } else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [navigate, screens]);
  return [open, setOpen];
}

export function ShortcutList({ screens, onClose }: { screens: readonly Screen[]; onClose: () => void }) {
  const [isOff, setOff] = useState(() => localStorage.getItem(off) !== null);
  return (
    <Dialog title="Sneltoetsen" onClose={onClose}>
      <DataList
        items={[
          ...screens.map((screen) => [`g ${screen.key}`, `Naar ${screen.title}`] as const),
          ["/", "Zoeken in de tabel"],
          ["↑ ↓", "In een tabel: zelfde plaats, rij erboven of eronder"],
          ["Esc", "Sluiten"],
          ["?", "Deze lijst"],
        ]}
      />
      <label className="check">
        <input
          type="checkbox"
          className="utrecht-checkbox utrecht-checkbox--html-input"
          checked={isOff}
          onChange={() => {
            if (isOff) localStorage.removeItem(off);
            else localStorage.setItem(off, "ja");
            setOff(!isOff);
          }}
        />
        Sneltoetsen uitzetten in deze browser
      </label>
      <P>De lijst blijft bereikbaar met de knop “Sneltoetsen” onder aan het menu.</P>
    </Dialog>
  );
}
