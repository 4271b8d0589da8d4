#include "gateway/bewaren/regels.hpp"

#include "gateway/config_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace gateway::bewaren {

namespace {

constexpr std::array<std::string_view, 5> soorten{"wmo", "jw", "financieel", "geweigerd", "inzage"};
constexpr std::array<std::string_view, 4> vanaven{"ontvangst", "laatste_besluit", "einde_toewijzing", "einde_jaar"};
constexpr std::array<std::string_view, 5> sleutels{"soort", "sinds", "termijn", "vanaf", "grond"};
constexpr std::int32_t most = 40'000; ///< of any unit: more than a century in days

std::optional<Termijn> parse_termijn(std::string_view text) {
    auto const at = text.find(' ');
    if (at == std::string_view::npos) return std::nullopt;
    Termijn termijn;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + at, termijn.aantal);
    if (fault != std::errc() || end != text.data() + at || termijn.aantal < 1 || termijn.aantal > most) return std::nullopt;
    auto const unit = text.substr(at + 1);
    if (unit == "jaar") termijn.eenheid = Termijn::Eenheid::jaar;
    else if (unit == "maanden" || unit == "maand") termijn.eenheid = Termijn::Eenheid::maand;
    else if (unit == "dagen" || unit == "dag") termijn.eenheid = Termijn::Eenheid::dag;
    else return std::nullopt;
    if (termijn.eenheid == Termijn::Eenheid::jaar && termijn.aantal > 200) return std::nullopt;
    if (termijn.eenheid == Termijn::Eenheid::maand && termijn.aantal > 2400) return std::nullopt;
    return termijn;
}

/// Takes one table apart; what is wrong is appended.
class Lezer {
public:
    Lezer(std::string const& file, TomlTabel const& tabel, std::vector<std::string>& fouten) : file_(file), tabel_(tabel), fouten_(fouten) {
        for (auto const& veld : tabel.velden)
            if (std::ranges::find(sleutels, veld.sleutel) == sleutels.end())
                fault(veld.lijn, fmt::format("{} bestaat niet; verwacht: {}", veld.sleutel, fmt::join(sleutels, ", ")));
    }

    template <class T, class Parse>
    T take(std::string_view sleutel, std::string_view vorm, Parse parse) {
        auto const at = std::ranges::find(tabel_.velden, sleutel, &TomlVeld::sleutel);
        if (at == tabel_.velden.end()) {
            fault(tabel_.lijn, fmt::format("{} ontbreekt; verwacht: {}", sleutel, vorm));
            return {};
        }
        auto const* text = std::get_if<std::string>(&at->waarde);
        std::optional<T> value;
        if (text != nullptr) value = parse(*text);
        if (value) return *value;
        fault(at->lijn, fmt::format("{} = {} is niet goed; verwacht: {}", sleutel, text != nullptr ? fmt::format("\"{}\"", *text) : "een lijst", vorm));
        return {};
    }

    template <class Enum, std::size_t n>
    Enum word(std::string_view sleutel, std::array<std::string_view, n> const& namen) {
        return take<Enum>(sleutel, fmt::format("{}", fmt::join(namen, ", ")), [&namen](std::string const& text) -> std::optional<Enum> {
            auto const at = std::ranges::find(namen, text);
            return at == namen.end() ? std::nullopt : std::optional(static_cast<Enum>(at - namen.begin()));
        });
    }

    void fault(std::uint32_t lijn, std::string_view text) { fouten_.push_back(fmt::format("{}:{}: {}", file_, lijn, text)); }

private:
    std::string const& file_;
    TomlTabel const& tabel_;
    std::vector<std::string>& fouten_;
};

} // namespace

std::string_view name(Soort soort) { return soorten.at(static_cast<std::size_t>(soort)); }
std::string_view name(Vanaf vanaf) { return vanaven.at(static_cast<std::size_t>(vanaf)); }

std::string to_string(Termijn termijn) {
    constexpr std::array<std::string_view, 3> units{"jaar", "maanden", "dagen"};
    return fmt::format("{} {}", termijn.aantal, units.at(static_cast<std::size_t>(termijn.eenheid)));
}

std::vector<Regel> ingebouwd() {
    using enum Termijn::Eenheid;
    auto const since = [](std::int32_t year) { return model::date(year, 1, 1); };
    return {{Soort::wmo, since(2015), {15, jaar}, Vanaf::einde_toewijzing, "Wmo 2015 art. 5.3.4"},
            {Soort::jw, since(2015), {15, jaar}, Vanaf::einde_toewijzing, "Jeugdwet art. 7.3.8 lid 3 (oud)"},
            {Soort::jw, since(2020), {20, jaar}, Vanaf::einde_toewijzing, "Jeugdwet art. 7.3.8 lid 3, zoals het luidt sinds 1 januari 2020"},
            {Soort::financieel, since(2015), {7, jaar}, Vanaf::einde_jaar, "AWR art. 52 lid 4"},
            {Soort::geweigerd, since(2015), {1, jaar}, Vanaf::ontvangst, "AVG art. 5 lid 1 onder e: niet langer dan nodig om een klacht na te gaan"},
            {Soort::inzage, since(2015), {5, jaar}, Vanaf::ontvangst, "NEN 7513; BIO2 8.15"}};
}

std::expected<std::vector<Regel>, std::vector<std::string>> lees(std::filesystem::path const& file) {
    auto [tabellen, fouten] = read_toml_tables(file);
    auto const naam = file.string();
    std::vector<Regel> regels;
    for (auto const& tabel : tabellen) {
        if (tabel.naam != "termijn") {
            fouten.push_back(fmt::format("{}:{}: [[{}]] bestaat niet; verwacht: [[termijn]]", naam, tabel.lijn, tabel.naam));
            continue;
        }
        Lezer lezer(naam, tabel, fouten);
        Regel regel;
        regel.soort = lezer.word<Soort>("soort", soorten);
        regel.sinds = lezer.take<model::Date>("sinds", "een dag JJJJ-MM-DD", [](std::string const& text) { return model::parse_date(text); });
        regel.termijn = lezer.take<Termijn>("termijn", "bijvoorbeeld 15 jaar, 6 maanden of 90 dagen", [](std::string const& text) { return parse_termijn(text); });
        regel.vanaf = lezer.word<Vanaf>("vanaf", vanaven);
        regel.grond = lezer.take<std::string>("grond", "de tekst waar de termijn op rust, 1 t/m 200 tekens", [](std::string const& text) {
            return text.empty() || text.size() > 200 ? std::nullopt : std::optional(text);
        });
        bool const own = regel.soort == Soort::inzage || regel.soort == Soort::geweigerd;
        if (own && regel.vanaf != Vanaf::ontvangst && regel.vanaf != Vanaf::einde_jaar)
            lezer.fault(tabel.lijn, fmt::format("vanaf = \"{}\" kan niet bij soort {}; verwacht: ontvangst of einde_jaar", name(regel.vanaf), name(regel.soort)));
        if (std::ranges::any_of(regels, [&](Regel const& other) { return other.soort == regel.soort && other.sinds == regel.sinds; }))
            lezer.fault(tabel.lijn, fmt::format("sinds = \"{}\" staat er al voor soort {}; verwacht: per soort elke dag eenmaal",
                                                model::to_string(regel.sinds), name(regel.soort)));
        regels.push_back(std::move(regel));
    }
    if (fouten.empty() && regels.empty()) fouten.push_back(fmt::format("{}:1: er staat geen [[termijn]] in", naam));
    if (!fouten.empty()) return std::unexpected(std::move(fouten));
    return regels;
}

Regel const* geldend(std::span<Regel const> regels, Soort soort, model::Date op) {
    Regel const* found = nullptr;
    for (auto const& regel : regels)
        if (regel.soort == soort && regel.sinds <= op && (found == nullptr || found->sinds < regel.sinds)) found = &regel;
    return found;
}

model::Date laatste_dag(model::Date begin, Termijn termijn) {
    switch (termijn.eenheid) {
    case Termijn::Eenheid::jaar: return model::add_years(begin, termijn.aantal);
    case Termijn::Eenheid::dag: return begin + termijn.aantal;
    case Termijn::Eenheid::maand: break;
    }
    auto const day = model::civil(begin);
    auto const months = day.month - 1 + termijn.aantal;
    auto const first = model::date(day.year + months / 12, months % 12 + 1, 1);
    return std::min(first + (day.day - 1), model::last_of_month(first));
}

} // namespace gateway::bewaren
