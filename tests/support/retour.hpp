#pragma once

#include "xsd/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

/// What every answer must be, looked up in its bytes alone and with no rule of the program.
namespace support {

/// TR342 computed anew: what is returned is what was asked less what was awarded, and a declaratie that is refused as a whole is
/// awarded nothing. @returns one line a fault
inline std::vector<std::string> tr342(model::Bericht325 const& bericht) {
    if (!bericht.declaratie_antwoord) return {};
    auto const& antwoord = *bericht.declaratie_antwoord;
    auto const cents = [](auto const& bedrag) { return bedrag.debet_credit == "C" ? -bedrag.bedrag.value.cents : bedrag.bedrag.value.cents; };
    auto const ingediend = cents(antwoord.totaal_ingediend_bedrag);
    auto const toegekend = cents(antwoord.totaal_toegekend_bedrag);
    bool const in_orde = std::ranges::all_of(antwoord.retour_codes, [](auto const& code) { return code == "0200" || code == "8001"; });
    std::vector<std::string> faults;
    if (!in_orde) {
        if (toegekend != 0) faults.push_back(fmt::format("TR342: refused as a whole, yet {} cents are awarded", toegekend));
        return faults;
    }
    std::int64_t terug = 0;
    for (auto const& client : antwoord.clienten)
        for (auto const& prestatie : client.prestaties) terug += cents(prestatie.ingediend_bedrag);
    if (terug != ingediend - toegekend)
        faults.push_back(fmt::format("TR342: {} cents asked, {} awarded, {} returned", ingediend, toegekend, terug));
    return faults;
}

/// The faults of an answer as its receiver would see them: its schema, and TR342 for a 325. @returns one line a fault
inline std::vector<std::string> faults_of(xsd::SchemaSet const& schemas, std::string const& retour) {
    auto const gelezen = xsd::read(schemas, std::as_bytes(std::span(retour)));
    if (gelezen) {
        auto const* antwoord = std::get_if<model::Bericht325>(&gelezen->inhoud);
        return antwoord ? tr342(*antwoord) : std::vector<std::string>{};
    }
    std::vector<std::string> faults;
    for (auto const& fault : gelezen.error())
        faults.push_back(fmt::format("the answer does not pass its schema: {}:{} {}", fault.lijn, fault.kolom, fault.melding));
    return faults;
}

} // namespace support
