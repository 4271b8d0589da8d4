import { Route } from "react-router-dom";

import { Pages } from "../../components/pages";
import { Bundle } from "./bundle";
import { Differences } from "./differences";
import { Overview } from "./overview";

export default function Contracten() {
  return (
    <Pages>
      <Route index element={<Overview />} />
      <Route path=":bundel" element={<Bundle />} />
      <Route path=":bundel/verschillen/:met" element={<Differences />} />
    </Pages>
  );
}
