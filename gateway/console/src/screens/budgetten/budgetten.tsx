import { Route } from "react-router-dom";

import { Pages } from "../../components/pages";
import { Budget } from "./budget";
import { Overview } from "./overview";

export default function Budgetten() {
  return (
    <Pages>
      <Route index element={<Overview />} />
      <Route path=":budget" element={<Budget />} />
    </Pages>
  );
}
