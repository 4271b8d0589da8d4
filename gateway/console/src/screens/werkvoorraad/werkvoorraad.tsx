import { Route, Routes } from "react-router-dom";

import { Item } from "./item";
import { List } from "./list";

export default function Werkvoorraad() {
  return (
    <Routes>
      <Route index element={<List />} />
      <Route path=":id" element={<Item />} />
    </Routes>
  );
}
