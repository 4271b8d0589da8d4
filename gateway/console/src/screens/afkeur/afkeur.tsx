import { Route, Routes } from "react-router-dom";

import { Causes } from "./causes";
import { Finding } from "./finding";
import { Findings } from "./findings";

export default function Afkeur() {
  return (
    <Routes>
      <Route index element={<Causes />} />
      <Route path="regels" element={<Findings />} />
      <Route path="regel/:bericht/:nummer" element={<Finding />} />
    </Routes>
  );
}
