import { type ComponentType, lazy, type LazyExoticComponent } from "react";

import type { Role } from "./session";

export interface Screen {
  path: string; ///< behind /console/; what is below it is the screen's own
  title: string;
  key: string; ///< after `g` it goes there
  roles: readonly Role[];
  page: LazyExoticComponent<ComponentType>;
}

// Who may what is docs/aanmelden.md; the daemon holds everybody to it, this is the menu only.
const zaak: readonly Role[] = ["backoffice", "auditor"];
const contract: readonly Role[] = ["contractbeheer", "auditor"];
const techniek: readonly Role[] = ["beheer", "auditor"];

/** Every screen, in the order of the menu. A new one is a line here. */
export const screens: readonly Screen[] = [
  { path: "vandaag", title: "Vandaag", key: "v", roles: zaak, page: lazy(() => import("../screens/vandaag/vandaag")) },
  { path: "afkeur", title: "Afkeur", key: "a", roles: zaak, page: lazy(() => import("../screens/afkeur/afkeur")) },
  { path: "werkvoorraad", title: "Werkvoorraad", key: "w", roles: zaak, page: lazy(() => import("../screens/werkvoorraad/werkvoorraad")) },
  { path: "dossier", title: "Dossier", key: "d", roles: zaak, page: lazy(() => import("../screens/dossier/dossier")) },
  { path: "budgetten", title: "Budgetten", key: "b", roles: contract, page: lazy(() => import("../screens/budgetten/budgetten")) },
  { path: "rapporten", title: "Rapporten", key: "r", roles: contract, page: lazy(() => import("../screens/rapporten/rapporten")) },
  { path: "contracten", title: "Contracten", key: "c", roles: contract, page: lazy(() => import("../screens/contracten/contracten")) },
  { path: "audit", title: "Audit", key: "u", roles: ["auditor", "toezicht"], page: lazy(() => import("../screens/audit/audit")) },
  { path: "partners", title: "Partners en verkeer", key: "p", roles: techniek, page: lazy(() => import("../screens/partners/partners")) },
];
