#include "xsd/model/release.hpp"

#include <algorithm>

namespace model {

bool CodeRegel::geldt(std::optional<Date> op, std::optional<Domein> in) const {
    if (domein && in && *domein != *in) return false;
    return !op || ((!van || *van <= *op) && (!tot || *op <= *tot));
}

CodeRegel const* Codelijst::vind(std::string_view code, std::optional<Date> op, std::optional<Domein> in) const {
    auto const same = std::ranges::equal_range(regels, code, {}, &CodeRegel::code);
    auto const found = std::ranges::find_if(same, [&](CodeRegel const& regel) { return regel.geldt(op, in); });
    return found == same.end() ? nullptr : &*found;
}

Codelijst const* Release::codelijst(std::string_view naam) const {
    auto const at = std::ranges::lower_bound(codelijsten, naam, {}, &Codelijst::naam);
    return at != codelijsten.end() && at->naam == naam ? &*at : nullptr;
}

std::string_view Release::omschrijving(std::string_view lijst, std::string_view code, std::optional<Domein> in) const {
    auto const* gevonden = codelijst(lijst);
    auto const* regel = gevonden == nullptr ? nullptr : gevonden->vind(code, std::nullopt, in);
    return regel == nullptr ? std::string_view{} : std::string_view(regel->omschrijving);
}

ReleaseRegel const* Release::regel(std::string_view id) const {
    auto const at = std::ranges::lower_bound(regels, id, {}, &ReleaseRegel::id);
    return at != regels.end() && at->id == id ? &*at : nullptr;
}

} // namespace model
