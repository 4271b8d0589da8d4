#include "rules/contract/toml_afspraken.hpp"
#include "rules/contract/toml_reader.hpp"
#include "rules/rapport/berekening.hpp"
#include "xsd/model/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace rules::contract {

void read_rapport(std::string const& bestand, toml::table const& root, Kop& kop, std::vector<Fout>& fouten) {
    auto const* node = root.get("rapport");
    if (node == nullptr) return;
    auto const* table = node->as_table();
    if (table == nullptr) {
        TomlReader(bestand, root, "het bestand", fouten).wrong(*node, "rapport", "[rapport]");
        return;
    }
    TomlReader reader(bestand, *table, "[rapport]", fouten);
    for (auto const& [key, value] : *table) {
        auto const* vorm = rapport::vind_instelbaar(key.str());
        if (vorm == nullptr) {
            reader.fault(key.source(), model::excerpt(key.str()), "een instelling van een rapport (ketenpoort report --list)",
                         "Geen rapport heeft deze instelling.");
            continue;
        }
        std::string waarde;
        if (auto const number = value.value_exact<std::int64_t>()) waarde = fmt::format("{}", *number);
        else if (auto const text = value.value_exact<std::string>()) waarde = *text;
        bool const number = vorm->eenheid != rapport::Eenheid::tekst;
        if (number != value.is_integer() || !rapport::past(*vorm, waarde)) {
            reader.fault(value.source(), model::excerpt(waarde), rapport::form(*vorm),
                         fmt::format("De waarde van {} klopt niet.", vorm->naam));
            continue;
        }
        kop.rapport.push_back(
            {std::string(key.str()), std::move(waarde), fmt::format("{}:{} [rapport]", bestand, key.source().begin.line)});
    }
    std::ranges::sort(kop.rapport, {}, &model::RapportInstelling::naam);
}

} // namespace rules::contract
