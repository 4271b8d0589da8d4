import { Route } from "react-router-dom";

import { Pages } from "../../components/pages";
import { Log } from "./log";
import { Overview } from "./overview";
import { Proof } from "./proof";

export default function Audit() {
  return (
    <Pages>
      <Route index element={<Overview />} />
      <Route path="inzage" element={<Log />} />
      <Route path="bewijs/:id" element={<Proof />} />
    </Pages>
  );
}
