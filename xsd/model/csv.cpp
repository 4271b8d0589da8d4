#include "xsd/model/csv.hpp"

#include "xsd/model/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

namespace model {

namespace {

/// The lines of a text without their ends, numbered from 1.
std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

struct Regel {
    std::vector<Cel> cellen;
    std::optional<Cel> stuk; ///< the cell that cannot be read: its quotes do not fit
};

Regel split_cells(std::string_view line, char separator) {
    Regel regel;
    std::size_t at = 0;
    while (true) {
        while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
        auto const begin = at;
        Cel cel{.tekst = {}, .kolom = static_cast<std::uint32_t>(length(line.substr(0, begin)) + 1)};
        if (at < line.size() && line[at] == '"') {
            bool closed = false;
            for (++at; at < line.size() && !closed; ++at) {
                if (line[at] != '"') cel.tekst += line[at];
                else if (at + 1 < line.size() && line[at + 1] == '"') cel.tekst += line[at++];
                else closed = true;
            }
            while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
            if (!closed || (at < line.size() && line[at] != separator)) {
                cel.tekst = line.substr(begin);
                regel.stuk = std::move(cel);
                return regel;
            }
        } else {
            at = std::min(line.find(separator, at), line.size());
            cel.tekst = trim(line.substr(begin, at - begin));
        }
        regel.cellen.push_back(std::move(cel));
        if (at == line.size()) return regel;
        ++at;
    }
}

bool blank(Regel const& regel) {
    return !regel.stuk && std::ranges::all_of(regel.cellen, [](Cel const& cel) { return cel.tekst.empty(); });
}

/// Where a byte stands, for a file that is not UTF-8.
std::pair<std::uint32_t, std::uint32_t> position(std::string_view bytes, std::size_t at) {
    auto const before = bytes.substr(0, at);
    auto const line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return {static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1),
            static_cast<std::uint32_t>(length(before.substr(line_start)) + 1)};
}

} // namespace

std::vector<Rij> read_csv(std::string const& bestand, std::string_view bytes, std::span<std::string_view const> kolommen,
                          std::vector<Fout>& fouten, std::size_t verplicht) {
    auto const verwachte_kop = fmt::format("{}", fmt::join(kolommen, ";"));
    auto const fout = [&](std::uint32_t lijn, std::uint32_t kolom, std::string_view waarde, std::string verwacht, std::string melding) {
        fouten.push_back({bestand, lijn, kolom, excerpt(waarde), std::move(verwacht), std::move(melding)});
    };

    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (auto const at = invalid_utf8(bytes)) {
        auto const [lijn, kolom] = position(bytes, *at);
        fout(lijn, kolom, "", "UTF-8", "Het bestand is geen UTF-8. Sla het op als \"CSV UTF-8\".");
        return {};
    }
    auto const lines = split_lines(bytes);
    if (lines.empty() || trim(lines.front()).empty()) {
        fout(lines.empty() ? 0 : 1, 0, "", verwachte_kop, "Het bestand is leeg: de eerste regel moet de kolomnamen bevatten.");
        return {};
    }

    char const separator = lines.front().find(';') != std::string_view::npos ? ';' : ',';
    auto const kop = split_cells(lines.front(), separator);
    if (kop.stuk) {
        fout(1, kop.stuk->kolom, kop.stuk->tekst, verwachte_kop, "De aanhalingstekens in de kolomnamen kloppen niet.");
        return {};
    }
    auto const faults_before = fouten.size();
    std::vector<std::size_t> where(kolommen.size(), kop.cellen.size());
    for (std::size_t i = 0; i < kop.cellen.size(); ++i) {
        auto const& naam = kop.cellen[i];
        auto const wanted = std::ranges::find(kolommen, std::string_view(naam.tekst));
        if (wanted == kolommen.end()) {
            fout(1, naam.kolom, naam.tekst, verwachte_kop, fmt::format("De kolom \"{}\" is onbekend.", excerpt(naam.tekst)));
            continue;
        }
        auto& place = where[static_cast<std::size_t>(wanted - kolommen.begin())];
        if (place != kop.cellen.size())
            fout(1, naam.kolom, naam.tekst, verwachte_kop, fmt::format("De kolom \"{}\" staat er twee keer.", naam.tekst));
        place = i;
    }
    for (std::size_t i = 0; i < std::min(verplicht, kolommen.size()); ++i)
        if (where[i] == kop.cellen.size()) fout(1, 0, "", std::string(kolommen[i]), fmt::format("De kolom \"{}\" ontbreekt.", kolommen[i]));
    if (fouten.size() != faults_before) return {};

    std::vector<Rij> rijen;
    for (std::uint32_t lijn = 2; lijn <= lines.size(); ++lijn) {
        auto regel = split_cells(lines[lijn - 1], separator);
        if (blank(regel)) continue;
        if (regel.stuk) {
            fout(lijn, regel.stuk->kolom, regel.stuk->tekst, "\"tekst\", met \"\" voor een aanhalingsteken in de tekst",
                 "De aanhalingstekens kloppen niet: een cel tussen aanhalingstekens eindigt op dezelfde regel.");
            continue;
        }
        // A spreadsheet may leave out empty cells at the end of a row; anything else has shifted.
        if (regel.cellen.size() > kop.cellen.size()) {
            auto const& extra = regel.cellen[kop.cellen.size()];
            fout(lijn, extra.kolom, lines[lijn - 1], fmt::format("{} cellen", kop.cellen.size()),
                 fmt::format("De regel heeft {} cellen. Staat er een '{}' in een bedrag of tekst? Zet die cel dan tussen aanhalingstekens.",
                             regel.cellen.size(), separator));
            continue;
        }
        auto const end = static_cast<std::uint32_t>(length(lines[lijn - 1]) + 1);
        if (lijn == lines.size() && !bytes.ends_with('\n') && regel.cellen.size() < kop.cellen.size()) {
            fout(lijn, end, lines[lijn - 1], fmt::format("{} cellen, en een regeleinde", kop.cellen.size()),
                 "Het bestand breekt midden in deze regel af; is het helemaal opgeslagen of verstuurd?");
            continue;
        }
        regel.cellen.resize(kop.cellen.size(), Cel{.tekst = {}, .kolom = end});
        Rij rij{.lijn = lijn, .cellen = {}};
        for (auto const i : where)
            rij.cellen.push_back(i < regel.cellen.size() ? std::move(regel.cellen[i]) : Cel{.tekst = {}, .kolom = end});
        rijen.push_back(std::move(rij));
    }
    return rijen;
}

} // namespace model
