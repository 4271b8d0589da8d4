import { Route } from "react-router-dom";

import { Pages } from "../../components/pages";
import { Chain } from "./chain";
import { Message } from "./message";
import { Search } from "./search";

export default function Dossier() {
  return (
    <Pages>
      <Route index element={<Search />} />
      <Route path="bericht/:id" element={<Message />} />
      <Route path="toewijzing/:gemeente/:domein/:nummer" element={<Chain />} />
    </Pages>
  );
}
