import { Route, Routes } from "react-router-dom";

import { Chain } from "./chain";
import { Message } from "./message";
import { Search } from "./search";

export default function Dossier() {
  return (
    <Routes>
      <Route index element={<Search />} />
      <Route path="bericht/:id" element={<Message />} />
      <Route path="toewijzing/:gemeente/:domein/:nummer" element={<Chain />} />
    </Routes>
  );
}
