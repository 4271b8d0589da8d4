import { Route, Routes } from "react-router-dom";

import { Overview } from "./overview";
import { ReportPage } from "./report";

export default function Rapporten() {
  return (
    <Routes>
      <Route index element={<Overview />} />
      <Route path=":naam" element={<ReportPage />} />
    </Routes>
  );
}
