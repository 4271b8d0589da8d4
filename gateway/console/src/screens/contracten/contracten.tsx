import { Route } from "react-router-dom";

import { Pages } from "../../components/pages";
import { Bundle } from "./bundle";
import { Differences } from "./differences";
import { Overview } from "./overview";
import { WhatIfRun } from "./run";
import { WhatIf } from "./whatif";

export default function Contracten() {
  return (
    <Pages>
      <Route index element={<Overview />} />
      <Route path="wat-als" element={<WhatIf />} />
      <Route path="wat-als/:run" element={<WhatIfRun />} />
      <Route path=":bundel" element={<Bundle />} />
      <Route path=":bundel/verschillen/:met" element={<Differences />} />
    </Pages>
  );
}
