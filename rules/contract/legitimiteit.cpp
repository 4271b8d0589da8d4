#include "rules/contract/legitimiteit.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace rules::contract {

namespace {

using enum model::Gevolg;

// What a message can carry.

constexpr Speelruimte toewijzing{
    .aanhouden = true,
    .bron = "WJ001",
    .reden = "Geen retourcode in een 302 gaat over een afspraak uit het contract; de 301 kan wel blijven liggen voordat "
             "hij de deur uit gaat."};
constexpr Speelruimte retour_301{.bron = "WJ001", .reden = "Een 302 heeft geen antwoord; over een weigering kan alleen gesproken worden."};
constexpr Speelruimte levering{.bron = "WJ001", .reden = "Geen retourcode in een 306 of 308 gaat over een afspraak uit het contract."};
constexpr Speelruimte verzoek{
    .voorstel = true, .bron = "OP274", .reden = "Een verzoek krijgt een schone 316 of 318; wat niet past wordt een voorstel voor een 319."};

// What a 323 can carry: rejecting needs a code whose text is true; parking needs something a person may decide.

constexpr Speelruimte tarief{
    .aanhouden = true, .afkeuren = true, .codes = "0611", .bron = "TR418", .reden = "Alleen 0611 zegt wat hier mis is."};
constexpr Speelruimte eenheid{
    .aanhouden = true, .afkeuren = true, .codes = "9341", .bron = "TR341", .reden = "Alleen 9341 zegt wat hier mis is."};
constexpr Speelruimte volume{.aanhouden = true,
                             .afkeuren = true,
                             .codes = "9321 9322",
                             .bron = "TR321",
                             .reden = "Alleen 9321 en 9322 zeggen wat hier mis is, en die gaan over de toewijzing."};
constexpr Speelruimte regiebericht{.bron = "OP364", .reden = "Een prestatie wordt nooit beoordeeld op start- en stopberichten."};
constexpr Speelruimte buiten_zicht{.bron = "OP095", .reden = "Een bericht wordt niet afgekeurd op wat de afzender niet kan weten."};
constexpr Speelruimte bestedingsruimte{
    .bron = "art. 1.5.5 g en j van de contractstandaard",
    .reden = "Een specifieke toewijzing en hulp bij crisis worden altijd betaald, ook boven de bestedingsruimte."};
constexpr Speelruimte toewijzing_geldt{.bron = "UP031",
                                       .reden = "De toewijzing is de grondslag van de betaling, ook als het contract voorbij is."};
constexpr Speelruimte geen_ware_tekst{.bron = "WJ001", .reden = "Geen retourcode heeft een tekst die hier waar is."};

// Sorted by rule and message. A rule about what may be granted looks at the 301 that grants it and at the 315 and 317 that ask for it.
constexpr auto tabel = std::to_array<Legitiem>({
    {"R01", 301, &toewijzing, aanhouden},
    {"R01", 315, &verzoek},
    {"R01", 317, &verzoek},
    {"R01", 323, &toewijzing_geldt},
    {"R02", 301, &toewijzing, aanhouden},
    {"R02", 315, &verzoek},
    {"R02", 317, &verzoek},
    {"R02", 323, &toewijzing_geldt, signaleren, false},
    {"R03", 301, &toewijzing, aanhouden},
    {"R03", 315, &verzoek},
    {"R03", 317, &verzoek},
    {"R03", 323, &toewijzing_geldt, signaleren, false},
    {"R04", 301, &toewijzing, aanhouden},
    {"R04", 315, &verzoek},
    {"R04", 317, &verzoek},
    {"R04", 323, &toewijzing_geldt, signaleren, false},
    {"R06", 301, &toewijzing, aanhouden},
    {"R06", 315, &verzoek},
    {"R06", 317, &verzoek},
    {"R06", 323, &eenheid, afkeuren},
    {"R07", 323, &tarief, afkeuren},
    {"R08", 323, &tarief, afkeuren},
    {"R09", 301, &toewijzing, aanhouden},
    {"R09", 315, &verzoek},
    {"R09", 317, &verzoek},
    {"R09", 323, &tarief, afkeuren, false},
    {"R10", 301, &toewijzing, aanhouden},
    {"R10", 315, &verzoek},
    {"R10", 317, &verzoek},
    {"R11", 301, &toewijzing, signaleren},
    {"R11", 315, &verzoek},
    {"R11", 317, &verzoek},
    {"R11", 323, &geen_ware_tekst, signaleren, false},
    {"R12", 301, &toewijzing, aanhouden},
    {"R12", 305, &levering},
    {"R12", 315, &verzoek},
    {"R12", 317, &verzoek},
    {"R12", 323, &geen_ware_tekst, signaleren, false},
    {"R13", 301, &toewijzing, aanhouden},
    {"R13", 315, &verzoek},
    {"R13", 317, &verzoek},
    {"R14", 301, &toewijzing, aanhouden},
    {"R14", 315, &verzoek},
    {"R14", 317, &verzoek},
    {"R14", 323, &bestedingsruimte, signaleren, false},
    {"R15", 323, &bestedingsruimte},
    {"R16", 301, &toewijzing, signaleren},
    {"R16", 315, &verzoek},
    {"R16", 317, &verzoek},
    {"R16", 323, &bestedingsruimte, signaleren, false},
    {"R17", 301, &toewijzing, aanhouden},
    {"R17", 305, &levering},
    {"R17", 315, &verzoek},
    {"R17", 317, &verzoek},
    {"R17", 323, &geen_ware_tekst, signaleren, false},
    {"R18", 307, &levering},
    {"R18", 323, &regiebericht, signaleren, false},
    {"R19", 301, &toewijzing, aanhouden},
    {"R19", 315, &verzoek},
    {"R19", 317, &verzoek},
    {"R19", 323, &geen_ware_tekst, signaleren, false},
    {"R20", 301, &toewijzing, aanhouden},
    {"R20", 315, &verzoek},
    {"R20", 317, &verzoek},
    {"R20", 323, &toewijzing_geldt, signaleren, false},
    {"R21", 302, &retour_301},
    {"R22", 305, &levering},
    {"R22", 323, &regiebericht},
    {"R23", 301, &toewijzing, signaleren},
    {"R23", 305, &levering},
    {"R24", 301, &toewijzing, aanhouden},
    {"R24", 315, &verzoek},
    {"R24", 317, &verzoek},
    {"R25", 301, &toewijzing, aanhouden},
    {"R25", 315, &verzoek},
    {"R25", 317, &verzoek},
    {"R26", 301, &toewijzing, aanhouden},
    {"R26", 315, &verzoek},
    {"R26", 317, &verzoek},
    {"R27", 315, &verzoek},
    {"R28", 317, &verzoek},
    {"R29", 301, &toewijzing, signaleren},
    {"R29", 315, &verzoek},
    {"R29", 317, &verzoek},
    {"R30", 323, &buiten_zicht},
    {"R31", 323, &geen_ware_tekst},
    {"R32", 323, &regiebericht},
    {"R33", 323, &volume, afkeuren}, // counted over the days of the toewijzing; what a 307 says is a signal (OP364)
    {"R34", 301, &toewijzing, aanhouden},
    {"R34", 305, &levering},
    {"R34", 315, &verzoek},
    {"R34", 317, &verzoek},
    {"R34", 323, &buiten_zicht, signaleren, false},
    {"R35", 323, &regiebericht},
    {"R36", 323, &geen_ware_tekst},
    {"R37", 301, &toewijzing, aanhouden},
    {"R37", 315, &verzoek},
    {"R37", 317, &verzoek},
    {"R38", 301, &toewijzing, aanhouden},
    {"R38", 315, &verzoek},
    {"R38", 317, &verzoek},
    {"R38", 323, &geen_ware_tekst, signaleren, false},
});

constexpr auto key = [](Legitiem const& l) { return std::tuple(l.regel, l.bericht); };
static_assert(std::ranges::is_sorted(tabel, {}, key));

/// Whether a list of words separated by single blanks has this one.
bool has_word(std::string_view words, std::string_view word) {
    while (!words.empty()) {
        auto const end = std::min(words.find(' '), words.size());
        if (words.substr(0, end) == word) return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

} // namespace

std::span<Legitiem const> legitimiteit() { return tabel; }

Legitiem const* legitiem(std::string_view regel, std::int16_t bericht) {
    auto const it = std::ranges::lower_bound(tabel, std::tuple(regel, bericht), {}, key);
    return it != tabel.end() && it->regel == regel && it->bericht == bericht ? &*it : nullptr;
}

bool mag(std::string_view regel, std::int16_t bericht, model::Gevolg gevolg, bool credit) {
    auto const* l = legitiem(regel, bericht);
    if (l == nullptr || !l->kijkt || credit) return false;
    return gevolg == signaleren || (gevolg == aanhouden && l->ruimte->aanhouden) || (gevolg == afkeuren && l->ruimte->afkeuren);
}

bool mag_code(std::string_view regel, std::int16_t bericht, std::string_view code) {
    auto const* l = legitiem(regel, bericht);
    return l != nullptr && l->kijkt && !code.empty() && has_word(l->ruimte->codes, code);
}

} // namespace rules::contract
