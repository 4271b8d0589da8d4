import type { ReactNode } from "react";
import { createRoutesFromElements, useRoutes } from "react-router-dom";

import { H1 } from "./nl";
import { Empty } from "./states";

/** The page among these <Route>s that the address names. One that names none is told so: the router itself would show nothing. */
export function Pages({ children }: { children: ReactNode }) {
  return (
    useRoutes(createRoutesFromElements(children)) ?? (
      <>
        <H1>Dit adres is er niet</H1>
        <Empty title="Kies een scherm in het menu." />
      </>
    )
  );
}
