import { Route } from "react-router-dom";

import { Pages } from "../../components/pages";
import { Item } from "./item";
import { List } from "./list";

export default function Werkvoorraad() {
  return (
    <Pages>
      <Route index element={<List />} />
      <Route path=":id" element={<Item />} />
    </Pages>
  );
}
