import { type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { NavLink, useLocation } from "react-router-dom";

import { Button } from "../components/nl";
import { Loading } from "../components/states";
import { type Connection, useLive } from "./live";
import { PersonalData } from "./personal_data";
import type { Screen } from "./screens";
import { useSession } from "./session";
import { ShortcutList, useShortcuts } from "./shortcuts";

const connectionTexts: Readonly<Record<Connection, string>> = {
  starting: "Verbinding maken …",
  live: "Live",
  lost: "Verbinding verbroken; wordt hersteld",
};

function ConnectionSign({ connection }: { connection: Connection }) {
  return (
    <span className={`connection connection--${connection}`} role="status">
      <span className="connection-dot" aria-hidden="true" />
      {connectionTexts[connection]}
    </span>
  );
}

/** What stands around every screen. */
export function Shell({ screens, children }: { screens: readonly Screen[]; children: ReactNode }) {
  const { state, signOut, askAgain, may, gemeente, workFor } = useSession();
  const hears = may(["backoffice", "auditor"]);
  const connection = useLive(hears);
  const [menu, setMenu] = useState(false);
  const [shortcuts, setShortcuts] = useShortcuts(screens);
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const part = pathname.split("/")[1];
  const title = screens.find((screen) => screen.path === part)?.title;
  const shown = useRef(pathname);
  useEffect(() => {
    document.title = title ? `${title} · Ketenpoort` : "Ketenpoort";
    if (shown.current === pathname) return;
    // Another screen: who reads with the keyboard or by ear begins at its top.
    shown.current = pathname;
    setMenu(false);
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [title, pathname]);

  return (
    <div className="shell">
      <a className="utrecht-skip-link utrecht-skip-link--visible-on-focus" href="#inhoud">
        Naar de inhoud
      </a>
      <header className="utrecht-page-header top">
        <NavLink to="/vandaag" className="brand">
          <img src="/console/poort.svg" alt="" width="28" height="28" /> Ketenpoort
        </NavLink>
        {hears ? <ConnectionSign connection={connection} /> : null}
        <div className="top-user">
          {state.kind === "signed-in" ? (
            <>
              {state.session.gemeenten.length > 1 ? (
                <label className="gemeente">
                  Gemeente{" "}
                  <select className="utrecht-select utrecht-select--html-select" value={gemeente ?? ""} onChange={(event) => workFor(event.target.value)}>
                    {state.session.gemeenten.map((one) => (
                      <option key={one}>{one}</option>
                    ))}
                  </select>
                </label>
              ) : null}
              <PersonalData />
              <span className="user-name">{state.session.naam}</span>
              <Button look="subtle" onClick={() => void signOut()}>
                Afmelden
              </Button>
            </>
          ) : state.kind === "own-system" && state.users ? (
            <Button look="subtle" onClick={askAgain}>
              Aanmelden
            </Button>
          ) : null}
        </div>
        <Button look="subtle" className="menu-button" aria-expanded={menu} aria-controls="menu" onClick={() => setMenu(!menu)}>
          Menu
        </Button>
      </header>
      <nav id="menu" className={`menu ${menu ? "menu--open" : ""}`} aria-label="Schermen">
        <ul>
          {screens.map((screen) => (
            <li key={screen.path}>
              <NavLink to={`/${screen.path}`} className="menu-link">
                {screen.title}
              </NavLink>
            </li>
          ))}
        </ul>
        <Button look="subtle" className="menu-shortcuts" onClick={() => setShortcuts(true)}>
          Sneltoetsen
        </Button>
      </nav>
      <main id="inhoud" ref={main} tabIndex={-1} className="main">
        <Suspense fallback={<Loading what="Scherm" />}>{children}</Suspense>
      </main>
      {shortcuts ? <ShortcutList screens={screens} onClose={() => setShortcuts(false)} /> : null}
    </div>
  );
}
