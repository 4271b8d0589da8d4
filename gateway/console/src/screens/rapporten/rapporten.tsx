import { Route } from "react-router-dom";

import { Pages } from "../../components/pages";
import { Overview } from "./overview";
import { ReportPage } from "./report";

export default function Rapporten() {
  return (
    <Pages>
      <Route index element={<Overview />} />
      <Route path=":naam" element={<ReportPage />} />
    </Pages>
  );
}
