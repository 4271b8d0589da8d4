import { Route, Routes } from "react-router-dom";

import { Bundle } from "./bundle";
import { Differences } from "./differences";
import { Overview } from "./overview";

export default function Contracten() {
  return (
    <Routes>
      <Route index element={<Overview />} />
      <Route path=":bundel" element={<Bundle />} />
      <Route path=":bundel/verschillen/:met" element={<Differences />} />
    </Routes>
  );
}
