#include "gateway/rapport/opmaak.hpp"
#include "xsd/model/money.hpp"
#include "xsd/model/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gateway::rapport {
namespace {

using rules::rapport::Eenheid;
using rules::rapport::Waarde;

/// 1234567 with points between the thousands.
std::string duizendtallen(std::int64_t getal) {
    auto tekst = fmt::format("{}", getal < 0 ? -getal : getal);
    for (auto i = static_cast<std::ptrdiff_t>(tekst.size()) - 3; i > 0; i -= 3) tekst.insert(static_cast<std::size_t>(i), ".");
    return (getal < 0 ? "-" : "") + tekst;
}

std::string met_decimalen(std::int64_t getal, std::int64_t deler, int breedte) {
    auto const min = getal < 0;
    auto const waarde = min ? -getal : getal;
    return fmt::format("{}{},{:0{}}", min ? "-" : "", duizendtallen(waarde / deler), waarde % deler, breedte);
}

} // namespace

std::string toon(Waarde const& waarde, Eenheid eenheid) {
    if (auto const* tekst = std::get_if<std::string>(&waarde)) return *tekst;
    auto const* getal = std::get_if<std::int64_t>(&waarde);
    if (getal == nullptr) return {};
    switch (eenheid) {
    case Eenheid::centen: return model::to_dutch(model::Money{*getal});
    case Eenheid::basispunten: return met_decimalen(*getal, 100, 2) + " %";
    case Eenheid::honderdsten: return met_decimalen(*getal, 100, 2);
    case Eenheid::tienduizendsten: return met_decimalen(*getal, 10'000, 4);
    case Eenheid::datum: return model::to_dutch(model::Date{static_cast<std::int32_t>(*getal)});
    case Eenheid::bericht: return fmt::format("{}", *getal);
    default: return duizendtallen(*getal);
    }
}

std::string toon_met_naam(Rapport const& rapport, Waarde const& waarde, Eenheid eenheid) {
    auto tekst = toon(waarde, eenheid);
    if (eenheid != Eenheid::gemeente && eenheid != Eenheid::aanbieder && eenheid != Eenheid::product) return tekst;
    auto const naam = std::ranges::find(rapport.namen, tekst, &std::pair<std::string, std::string>::first);
    return naam == rapport.namen.end() ? tekst : fmt::format("{} {}", tekst, naam->second);
}

} // namespace gateway::rapport
