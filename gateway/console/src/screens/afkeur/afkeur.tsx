import { Route } from "react-router-dom";

import { Pages } from "../../components/pages";
import { Causes } from "./causes";
import { Finding } from "./finding";
import { Findings } from "./findings";

export default function Afkeur() {
  return (
    <Pages>
      <Route index element={<Causes />} />
      <Route path="regels" element={<Findings />} />
      <Route path="regel/:bericht/:nummer" element={<Finding />} />
    </Pages>
  );
}
