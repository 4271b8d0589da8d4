import { Route, Routes } from "react-router-dom";

import { Budget } from "./budget";
import { Overview } from "./overview";

export default function Budgetten() {
  return (
    <Routes>
      <Route index element={<Overview />} />
      <Route path=":budget" element={<Budget />} />
    </Routes>
  );
}
