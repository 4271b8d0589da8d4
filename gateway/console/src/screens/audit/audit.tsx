import { Route, Routes } from "react-router-dom";

import { Log } from "./log";
import { Overview } from "./overview";
import { Proof } from "./proof";

export default function Audit() {
  return (
    <Routes>
      <Route index element={<Overview />} />
      <Route path="inzage" element={<Log />} />
      <Route path="bewijs/:id" element={<Proof />} />
    </Routes>
  );
}
