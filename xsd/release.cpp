#include "xsd/release.hpp"

#include "xsd/built_in.hpp"
#include "xsd/model/sha256.hpp"
#include "xsd/model/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>
#include <stdexcept>

namespace xsd {
namespace {

using model::Fout;

constexpr std::array<std::string_view, 2> release_kolommen{"sleutel", "waarde"};
constexpr std::array<std::string_view, 5> lijst_kolommen{"code", "domein", "van", "tot", "omschrijving"};
constexpr std::array<std::string_view, 3> regel_kolommen{"regel", "niveau", "retourcode"};
constexpr std::string_view lijsten_map = "codelijsten/";
constexpr std::size_t most_code = 7; ///< positions, model::Code

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::string hash_of(ReleaseFiles const& files) {
    std::string text;
    for (auto const& [name, bytes] : files) {
        text += fmt::format("{}\n{}\n", name, bytes.size());
        text += bytes;
    }
    return model::sha256_hex(text);
}

/// One CSV file of a release: its rows, and faults told with its name before them.
class Csv {
public:
    Csv(std::string naam, std::string_view bytes, std::span<std::string_view const> kolommen, std::vector<Fout>& fouten)
        : naam_(std::move(naam)), fouten_(fouten), rijen_(model::read_csv(naam_, bytes, kolommen, fouten)) {}

    [[nodiscard]] std::vector<model::Rij> const& rijen() const { return rijen_; }
    void fout(model::Rij const& rij, std::size_t cel, std::string verwacht, std::string melding) {
        fouten_.push_back(
            {naam_, rij.lijn, rij.cellen[cel].kolom, model::excerpt(rij.cellen[cel].tekst), std::move(verwacht), std::move(melding)});
    }
    /// Empty: no day.
    std::optional<model::Date> datum(model::Rij const& rij, std::size_t cel) {
        auto const& tekst = rij.cellen[cel].tekst;
        if (tekst.empty()) return std::nullopt;
        auto const dag = tekst.size() == 10 ? model::parse_date(tekst) : std::nullopt;
        if (!dag) fout(rij, cel, "JJJJ-MM-DD of leeg", "De datum klopt niet.");
        return dag;
    }

private:
    std::string naam_;
    std::vector<Fout>& fouten_;
    std::vector<model::Rij> rijen_;
};

bool overlap(model::CodeRegel const& a, model::CodeRegel const& b) {
    if (a.domein && b.domein && *a.domein != *b.domein) return false;
    return (!a.van || !b.tot || *a.van <= *b.tot) && (!b.van || !a.tot || *b.van <= *a.tot);
}

model::Codelijst make_lijst(std::string naam, std::string const& bestand, std::string_view bytes, std::vector<Fout>& fouten) {
    model::Codelijst lijst{std::move(naam), {}};
    Csv csv(bestand, bytes, lijst_kolommen, fouten);
    for (auto const& rij : csv.rijen()) {
        model::CodeRegel regel;
        regel.code = rij.cellen[0].tekst;
        regel.omschrijving = rij.cellen[4].tekst;
        if (regel.code.empty() || regel.code.size() > most_code) csv.fout(rij, 0, "een tot zeven tekens", "De code klopt niet.");
        auto const& domein = rij.cellen[1].tekst;
        if (domein == "wmo") regel.domein = model::Domein::wmo;
        else if (domein == "jw") regel.domein = model::Domein::jw;
        else if (!domein.empty()) csv.fout(rij, 1, "wmo, jw of leeg", "Het domein is onbekend.");
        regel.van = csv.datum(rij, 2);
        regel.tot = csv.datum(rij, 3);
        if (regel.van && regel.tot && *regel.tot < *regel.van)
            csv.fout(rij, 3, "een dag op of na `van`", "De periode eindigt voor zij begint.");
        if (regel.omschrijving.empty()) csv.fout(rij, 4, "een korte omschrijving", "De omschrijving ontbreekt.");
        auto const twice = [&](model::CodeRegel const& ander) { return ander.code == regel.code && overlap(ander, regel); };
        if (std::ranges::any_of(lijst.regels, twice))
            csv.fout(rij, 0, "elke code één keer per dag", "Deze code staat er voor dezelfde dagen al.");
        lijst.regels.push_back(std::move(regel));
    }
    std::ranges::stable_sort(lijst.regels, {}, &model::CodeRegel::code);
    return lijst;
}

std::vector<model::ReleaseRegel> make_regels(std::string const& bestand, std::string_view bytes, model::Codelijst const* retourcodes,
                                             std::vector<Fout>& fouten) {
    std::vector<model::ReleaseRegel> regels;
    Csv csv(bestand, bytes, regel_kolommen, fouten);
    for (auto const& rij : csv.rijen()) {
        model::ReleaseRegel regel;
        regel.id = rij.cellen[0].tekst;
        regel.lijn = rij.lijn;
        if (regel.id.empty()) csv.fout(rij, 0, "een regel zoals TR321", "De regel ontbreekt.");
        if (auto const& niveau = rij.cellen[1].tekst; niveau.size() == 1 && niveau[0] >= '1' && niveau[0] <= '4')
            regel.niveau = static_cast<model::Niveau>(niveau[0] - '0');
        else if (!niveau.empty()) csv.fout(rij, 1, "1, 2, 3, 4 of leeg", "Het niveau klopt niet.");
        if (auto const& code = rij.cellen[2].tekst; !code.empty()) {
            if (retourcodes != nullptr && !retourcodes->bevat(code, std::nullopt))
                csv.fout(rij, 2, "een code van codelijsten/retourcodes.csv", "Deze retourcode bestaat niet.");
            regel.retourcode = model::Code(code);
        }
        if (std::ranges::find(regels, regel.id, &model::ReleaseRegel::id) != regels.end())
            csv.fout(rij, 0, "elke regel één keer", "Deze regel staat er al.");
        regels.push_back(std::move(regel));
    }
    std::ranges::sort(regels, {}, &model::ReleaseRegel::id);
    return regels;
}

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || text.size() > 2 || fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

void make_versie(model::Release& release, std::string const& bestand, std::string_view bytes, std::vector<Fout>& fouten) {
    Csv csv(bestand, bytes, release_kolommen, fouten);
    bool seen = false;
    for (auto const& rij : csv.rijen()) {
        auto const& sleutel = rij.cellen[0].tekst;
        if (sleutel == "basis") continue;
        if (sleutel != "versie") {
            csv.fout(rij, 0, "versie of basis", "Deze sleutel is onbekend.");
            continue;
        }
        seen = true;
        release.versie = rij.cellen[1].tekst;
        std::string_view const versie = release.versie;
        auto const punt = std::min(versie.find('.'), versie.size());
        auto const hoofd = number(versie.substr(0, punt));
        auto const sub = punt < versie.size() ? number(versie.substr(punt + 1)) : std::nullopt;
        if (!hoofd || !sub) csv.fout(rij, 1, "twee getallen met een punt: 3.2", "De versie klopt niet.");
        release.hoofdversie = hoofd.value_or(0);
        release.subversie = sub.value_or(0);
    }
    if (!seen) fouten.push_back({bestand, 0, 0, "", "versie;3.2", "De versie ontbreekt."});
}

} // namespace

ReleaseFiles built_in_release_files() {
    ReleaseFiles files;
    for (auto const& file : built_in_files()) files.emplace(file.path, file.bytes);
    return files;
}

ReleaseFiles read_release_directory(std::filesystem::path const& directory, std::vector<Fout>& fouten) {
    ReleaseFiles files;
    auto const map = directory.filename().string();
    std::error_code fault;
    std::filesystem::recursive_directory_iterator const entries(directory, fault);
    for (auto const& entry : entries) {
        if (!entry.is_regular_file()) continue;
        auto const name = std::filesystem::relative(entry.path(), directory).generic_string();
        auto const folder = name.substr(0, name.find('/') + 1);
        bool const is_schema = (folder == "iwmo/" || folder == "ijw/") && lower(name).ends_with(".xsd");
        bool const is_list = folder == lijsten_map && name.ends_with(".csv") && std::ranges::count(name, '/') == 1;
        if (!is_schema && !is_list && name != "release.csv" && name != "regels.csv") {
            if (name != "README.md")
                fouten.push_back({map + "/" + name, 0, 0, "", "release.csv, regels.csv, codelijsten/*.csv, iwmo/*.xsd, ijw/*.xsd",
                                  "Dit bestand hoort niet bij een release."});
            continue;
        }
        std::ifstream in(entry.path(), std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        if (!in) fouten.push_back({map + "/" + name, 0, 0, "", "", "Het bestand is niet te lezen."});
        // Official schemas write Basisschema.xsd with a capital, or not.
        files.insert_or_assign(is_schema ? lower(name) : name, std::move(bytes));
    }
    if (!files.contains("release.csv"))
        fouten.push_back({map + "/release.csv", 0, 0, "", "sleutel;waarde", "Het bestand ontbreekt, dus is dit geen release."});
    return files;
}

std::string release_waarde(ReleaseFiles const& files, std::string_view sleutel) {
    auto const file = files.find("release.csv");
    if (file == files.end()) return {};
    std::vector<Fout> elsewhere; // make_release reports them
    for (auto const& rij : model::read_csv(file->first, file->second, release_kolommen, elsewhere))
        if (rij.cellen[0].tekst == sleutel) return rij.cellen[1].tekst;
    return {};
}

model::Release make_release(std::string const& map, ReleaseFiles const& files, std::vector<Fout>& fouten) {
    model::Release release;
    release.hash = hash_of(files);
    auto const missing = [&](std::string const& name) { fouten.push_back({map + name, 0, 0, "", "", "Het bestand ontbreekt."}); };
    for (auto const& [name, bytes] : files) {
        if (!name.starts_with(lijsten_map)) continue;
        auto naam = name.substr(lijsten_map.size(), name.size() - lijsten_map.size() - std::string_view(".csv").size());
        release.codelijsten.push_back(make_lijst(std::move(naam), map + name, bytes, fouten));
    }
    std::ranges::sort(release.codelijsten, {}, &model::Codelijst::naam);
    for (auto const naam : {model::gemeenten_lijst, model::retourcodes_lijst})
        if (release.codelijst(naam) == nullptr) missing(fmt::format("{}{}.csv", lijsten_map, naam));
    if (auto const file = files.find("release.csv"); file != files.end()) make_versie(release, map + file->first, file->second, fouten);
    if (auto const file = files.find("regels.csv"); file != files.end())
        release.regels = make_regels(map + file->first, file->second, release.codelijst(model::retourcodes_lijst), fouten);
    else missing("regels.csv");
    return release;
}

std::shared_ptr<model::Release const> built_in_release() {
    static auto const release = [] {
        std::vector<Fout> fouten;
        auto made = std::make_shared<model::Release const>(make_release("", built_in_release_files(), fouten));
        if (!fouten.empty()) throw std::logic_error(fmt::format("{}:{}: {}", fouten[0].bestand, fouten[0].lijn, fouten[0].melding));
        return made;
    }();
    return release;
}

} // namespace xsd
