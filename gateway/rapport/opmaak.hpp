#pragma once

#include "rules/rapport/berekening.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// A report for people and programs. All pure; any thread.
namespace gateway::rapport {

using rules::rapport::Rapport;

/// A cell as a Dutch reader writes it: "1.234,56", "62,25 %", "31-01-2026"; empty for nothing.
[[nodiscard]] std::string toon(rules::rapport::Waarde const& waarde, rules::rapport::Eenheid eenheid);
/// The same with the name of a gemeente, aanbieder or product behind its code.
[[nodiscard]] std::string toon_met_naam(Rapport const& rapport, rules::rapport::Waarde const& waarde, rules::rapport::Eenheid eenheid);

/// Aligned columns, warnings on top. @param herkomst what each row is made of, under it
[[nodiscard]] std::string als_tekst(Rapport const& rapport, bool herkomst);
/// A text as a cell of CSV: quoted where it must be, and never a formula.
[[nodiscard]] std::string csv_cel(std::string tekst);
/// RFC 4180 with `;`, amounts as 1234,56; lines that begin with # say what it is and what to watch for.
[[nodiscard]] std::string als_csv(Rapport const& rapport);
/// Its columns and rows alone.
[[nodiscard]] std::string tabel_csv(Rapport const& rapport);
/// @param rij only this row (from 1), with all it is made of; `herkomst`: all rows with it
[[nodiscard]] boost::json::object als_json(Rapport const& rapport, bool herkomst, std::optional<std::size_t> rij = std::nullopt);
/// One page that needs nothing else: styles and pictures are in it, no script. `href` of messages are under `basis`; empty: no links.
[[nodiscard]] std::string als_html(Rapport const& rapport, bool herkomst, std::string_view basis);
/// The parts of such a page: all up to its text, a box of warnings (empty without any), the pictures and table of one report. The page
/// ends with `html_einde`.
[[nodiscard]] std::string html_begin(std::string_view titel, std::string_view vraag);
[[nodiscard]] std::string html_letop(std::span<std::string const> waarschuwingen);
[[nodiscard]] std::string html_deel(Rapport const& rapport, bool herkomst, std::string_view basis);
inline constexpr std::string_view html_einde = "</main>\n</body>\n</html>\n";
/// What a page served over HTTP may do: its own style, by hash.
[[nodiscard]] std::string html_beleid();
/// One of its pictures as SVG; empty when there is nothing to draw.
[[nodiscard]] std::string als_svg(Rapport const& rapport, rules::rapport::Grafiek const& grafiek);
/// Text as it may stand in HTML and SVG.
[[nodiscard]] std::string veilig(std::string_view tekst);

/// The reports there are, what each needs and who asks for it.
[[nodiscard]] boost::json::array lijst_json();
[[nodiscard]] std::string lijst_tekst();
/// One report: its parameters with their defaults, and the files it can use.
[[nodiscard]] std::string uitleg_tekst(rules::rapport::Rapportsoort const& soort);

} // namespace gateway::rapport
