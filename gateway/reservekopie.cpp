#include "gateway/reservekopie.hpp"

#include "gateway/audit/nakijken.hpp"
#include "gateway/besluit_json.hpp"
#include "gateway/config.hpp"
#include "store/logboek.hpp"
#include "store/sqlite/kopie.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "store/sqlite/verscheping.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <utility>

namespace gateway::reservekopie {

namespace {

namespace json = boost::json;
namespace fs = std::filesystem;

constexpr char const* databank = "ketenpoort.db";
constexpr char const* stand = "ketenpoort.stand";
constexpr char const* manifestnaam = "manifest.json";
constexpr char const* halverwege = ".terugzetten.deel";

std::unexpected<model::Error> corrupt(std::string wat) {
    return std::unexpected(model::Error{model::ErrorCode::store_corrupt, std::move(wat)});
}

model::Error io(fs::path const& path, std::error_code const& fault) {
    return {fault == std::errc::no_space_on_device ? model::ErrorCode::store_full : model::ErrorCode::store_io,
            fmt::format("{}: {}", path.string(), fault.message())};
}

model::Result<void> schrijf(fs::path const& file, std::string_view bytes) {
    auto bestand = store::sqlite::Bestand::open(file, store::sqlite::Bestand::Hoe::nieuw);
    if (!bestand) return std::unexpected(bestand.error());
    auto done = bestand->schrijf(std::as_bytes(std::span(bytes)), 0);
    if (done) done = bestand->sync();
    return done;
}

/// The folder and all in it, gone again unless kept.
class Tijdelijk {
public:
    explicit Tijdelijk(fs::path map) : map_(std::move(map)) {}
    ~Tijdelijk() {
        std::error_code ignored;
        if (!map_.empty()) fs::remove_all(map_, ignored);
    }
    Tijdelijk(Tijdelijk const&) = delete;
    Tijdelijk& operator=(Tijdelijk const&) = delete;
    [[nodiscard]] fs::path const& map() const noexcept { return map_; }
    void behoud() noexcept { map_.clear(); }

private:
    fs::path map_;
};

model::Result<void> maak_map(fs::path const& map) {
    std::error_code fault;
    fs::create_directories(map, fault);
    if (!fault) fs::permissions(map, fs::perms::owner_all, fault);
    if (fault) return std::unexpected(io(map, fault));
    return {};
}

/// What was read of a store that nobody has open.
struct Bekeken {
    std::uint64_t controlepunt = 0;
    std::int64_t berichten = 0;
};

/// Every page and row, every leaf and signature. The files that reading makes beside the database are gone afterwards.
model::Result<Bekeken> bekijk(fs::path const& map, fs::path const& hoofdsleutel, std::optional<store::audit::PublicKey> const& sleutel, Voortgang const& voortgang) {
    Bekeken uit;
    model::Result<void> done = voortgang("bladzijden", 0, 1);
    auto const stop = [&] {
        if (done) done = voortgang("bladzijden", 0, 1);
        return !done;
    };
    {
        auto const reader = store::sqlite::open_reader(map, hoofdsleutel, store::sqlite::Gebruik::alleen);
        if (!reader) return std::unexpected(reader.error());
        auto const pages = (*reader)->check(stop);
        if (!pages) return std::unexpected(pages.error());
    }
    if (!done) return std::unexpected(done.error());
    {
        auto const reader = store::sqlite::open_reader(map, hoofdsleutel, store::sqlite::Gebruik::alleen);
        if (!reader) return std::unexpected(reader.error());
        audit::VanBuiten buiten;
        buiten.sleutel = sleutel;
        auto const gezien = audit::kijk_na(**reader, buiten, [&](std::string_view wat, std::uint64_t klaar, std::uint64_t van) {
            if (done) done = voortgang(wat, klaar, van);
        });
        if (!gezien) return std::unexpected(gezien.error());
        if (!done) return std::unexpected(done.error());
        if (gezien->afwijkingen_totaal > 0)
            return corrupt(fmt::format("{} ({} afwijkingen)", gezien->afwijkingen.front().tekst, gezien->afwijkingen_totaal));
        auto const punt = (*reader)->logboek().controlepunt(INT64_MAX);
        if (!punt) return std::unexpected(punt.error());
        uit.controlepunt = *punt ? (*punt)->grootte : 0;
        uit.berichten = gezien->berichten;
    }
    if (auto const klopt = store::sqlite::kijk_stand_na(map); !klopt) return std::unexpected(klopt.error());
    std::error_code ignored;
    for (char const* name : {"ketenpoort.db-wal", "ketenpoort.db-shm"}) fs::remove(map / name, ignored);
    return uit;
}

/// The files are those of the manifest, byte for byte.
model::Result<void> vergelijk(fs::path const& map, Manifest const& manifest, Voortgang const& voortgang) {
    for (auto const& bestand : manifest.bestanden) {
        if (auto done = voortgang("bestanden", 0, 1); !done) return done;
        auto const sha256 = store::sqlite::sha256(map / bestand.naam);
        if (!sha256) return std::unexpected(sha256.error());
        if (*sha256 != bestand.sha256)
            return corrupt(fmt::format("{} is niet het bestand dat bij de kopie hoort: het is beschadigd of veranderd", (map / bestand.naam).string()));
    }
    return {};
}

std::string naam_van(std::string_view soort, std::int64_t moment_ms) {
    auto moment = utc_text(moment_ms);
    std::erase_if(moment, [](char c) { return c == ':' || c == '-'; });
    std::ranges::replace(moment, '.', '-');
    return fmt::format("{}-{}", soort, moment);
}

struct Bron {
    fs::path map;
    Manifest manifest;
    std::vector<store::sqlite::Segment> segmenten; ///< to be played on it, in order
};

/// The segments that follow on a copy and on each other, up to a moment. @returns nullopt: they do not reach far enough
model::Result<std::optional<Bron>> volg(fs::path map, Manifest manifest, std::vector<store::sqlite::Segment> const& alle,
                                        std::optional<std::int64_t> tot) {
    Bron uit{std::move(map), std::move(manifest), {}};
    for (auto const& segment : alle) {
        if (segment.nummer < uit.manifest.van_segment) continue;
        auto const verwacht = uit.manifest.van_segment + uit.segmenten.size();
        bool const sluit_aan = uit.segmenten.empty() || segment.vorige == store::sqlite::kop_hash(uit.segmenten.back());
        if (segment.nummer != verwacht || !sluit_aan) break;
        if (tot && segment.moment_ms > *tot && segment.nummer > uit.manifest.tot_segment) break;
        uit.segmenten.push_back(segment);
    }
    if (uit.segmenten.empty() || uit.segmenten.back().nummer < uit.manifest.tot_segment) return std::nullopt;
    if (tot && uit.segmenten.back().moment_ms > *tot) return std::nullopt;
    return uit;
}

/// Where to begin: the copy itself, or the youngest in the folder from which the moment can be reached.
model::Result<Bron> kies(Terugzetten const& opdracht) {
    std::error_code fault;
    if (fs::exists(opdracht.van / manifestnaam, fault)) {
        auto manifest = lees_manifest(opdracht.van);
        if (!manifest) return std::unexpected(manifest.error());
        if (manifest->tot_segment == 0) {
            if (opdracht.tot_ms && *opdracht.tot_ms < manifest->moment_ms)
                return std::unexpected(model::Error{model::ErrorCode::wrong_use, fmt::format("Deze kopie is van {}, na het gevraagde moment.",
                                                                                             utc_text(manifest->moment_ms))});
            return Bron{opdracht.van, std::move(*manifest), {}};
        }
    }
    auto const boven = fs::exists(opdracht.van / manifestnaam, fault) ? opdracht.van.parent_path() : opdracht.van;
    std::vector<std::pair<std::int64_t, fs::path>> kopieen;
    for (fs::directory_iterator it(boven, fault), end; !fault && it != end; it.increment(fault)) {
        if (!it->is_directory() || it->path().extension() == ".deel") continue;
        if (auto const manifest = lees_manifest(it->path())) kopieen.emplace_back(manifest->moment_ms, it->path());
    }
    if (fault) return std::unexpected(io(boven, fault));
    auto const segmenten = store::sqlite::segmenten(boven);
    if (!segmenten) return std::unexpected(segmenten.error());
    std::ranges::sort(kopieen, std::ranges::greater());
    for (auto const& [moment, map] : kopieen) {
        if (opdracht.tot_ms && moment > *opdracht.tot_ms) continue;
        auto manifest = lees_manifest(map);
        if (!manifest) return std::unexpected(manifest.error());
        if (manifest->tot_segment == 0) return Bron{map, std::move(*manifest), {}};
        auto bron = volg(map, std::move(*manifest), *segmenten, opdracht.tot_ms);
        if (!bron) return std::unexpected(bron.error());
        if (*bron) return std::move(**bron);
    }
    return std::unexpected(model::Error{model::ErrorCode::not_found,
                                        fmt::format("In {} is geen kopie waarmee dit moment te bereiken is.", boven.string())});
}

} // namespace

std::string manifest_json(Manifest const& manifest) {
    json::array bestanden;
    for (auto const& bestand : manifest.bestanden)
        bestanden.push_back(json::object{{"naam", bestand.naam}, {"bytes", bestand.bytes}, {"sha256", bestand.sha256}});
    return json::serialize(json::object{{"vorm", 1},
                                        {"programma", manifest.programma},
                                        {"opslagvorm", manifest.opslagvorm},
                                        {"moment", utc_text(manifest.moment_ms)},
                                        {"moment_ms", manifest.moment_ms},
                                        {"regels", manifest.regels},
                                        {"wortel", store::audit::hex(manifest.wortel)},
                                        {"controlepunt", manifest.controlepunt},
                                        {"bestanden", std::move(bestanden)},
                                        {"van_segment", manifest.van_segment},
                                        {"tot_segment", manifest.tot_segment}}) +
           "\n";
}

model::Result<Manifest> lees_manifest(fs::path const& map) {
    auto const file = map / manifestnaam;
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::unexpected(model::Error{model::ErrorCode::not_found, fmt::format("{}: dit is geen reservekopie", file.string())});
    std::string const bytes{std::istreambuf_iterator<char>(in), {}};
    try {
        auto const value = json::parse(bytes);
        auto const& from = value.as_object();
        Manifest uit;
        uit.programma = from.at("programma").as_string();
        uit.opslagvorm = from.at("opslagvorm").as_int64();
        uit.moment_ms = from.at("moment_ms").as_int64();
        uit.regels = from.at("regels").to_number<std::uint64_t>();
        auto const wortel = store::audit::from_hex(from.at("wortel").as_string());
        if (wortel && wortel->size() == uit.wortel.size()) std::ranges::copy(*wortel, uit.wortel.begin());
        uit.controlepunt = from.at("controlepunt").to_number<std::uint64_t>();
        for (auto const& bestand : from.at("bestanden").as_array())
            uit.bestanden.push_back({std::string(bestand.at("naam").as_string()), bestand.at("bytes").to_number<std::uint64_t>(),
                                     std::string(bestand.at("sha256").as_string())});
        uit.van_segment = from.at("van_segment").to_number<std::uint64_t>();
        uit.tot_segment = from.at("tot_segment").to_number<std::uint64_t>();
        if (manifest_json(uit) == bytes) return uit;
    } catch (std::exception const&) {
        // as below: nothing of it is of use
    }
    return corrupt(fmt::format("{} is beschadigd of half geschreven", file.string()));
}

model::Result<Gemaakt> maak(Opdracht const& opdracht, Voortgang const& voortgang) {
    auto const map = opdracht.naar / naam_van(opdracht.soort, opdracht.moment_ms);
    Tijdelijk deel(map.string() + ".deel");
    std::error_code fault;
    if (fs::exists(map, fault))
        return std::unexpected(model::Error{model::ErrorCode::wrong_use, fmt::format("{} is er al.", map.string())});
    fs::remove_all(deel.map(), fault);
    fs::create_directories(opdracht.naar, fault);
    if (fault) return std::unexpected(io(opdracht.naar, fault));
    if (auto made = maak_map(deel.map()); !made) return std::unexpected(made.error());
    Gemaakt uit{map, {}};
    auto const begonnen = [&] {
        if (!opdracht.tot_segment) return;
        uit.manifest.van_segment = opdracht.van_segment;
        uit.manifest.tot_segment = opdracht.tot_segment();
    };
    auto const kopie = store::sqlite::kopieer(opdracht.data, deel.map(), opdracht.meeste_log, begonnen, [&](std::int64_t klaar, std::int64_t van) {
        return voortgang("kopiëren", static_cast<std::uint64_t>(klaar), static_cast<std::uint64_t>(van));
    });
    if (!kopie) return std::unexpected(kopie.error());
    auto const bekeken = bekijk(deel.map(), store::sqlite::sleutelbestand(opdracht.data, opdracht.hoofdsleutel), opdracht.sleutel, voortgang);
    if (!bekeken) return std::unexpected(bekeken.error());
    uit.manifest.programma = KETENPOORT_VERSION;
    uit.manifest.opslagvorm = kopie->vorm;
    uit.manifest.moment_ms = opdracht.moment_ms;
    uit.manifest.regels = kopie->regels;
    uit.manifest.wortel = kopie->wortel;
    uit.manifest.controlepunt = bekeken->controlepunt;
    for (char const* name : {databank, stand}) {
        if (auto done = voortgang("bestanden", 0, 1); !done) return std::unexpected(done.error());
        auto const sha256 = store::sqlite::sha256(deel.map() / name);
        if (!sha256) return std::unexpected(sha256.error());
        uit.manifest.bestanden.push_back({name, fs::file_size(deel.map() / name, fault), *sha256});
    }
    if (auto done = schrijf(deel.map() / manifestnaam, manifest_json(uit.manifest)); !done) return std::unexpected(done.error());
    if (auto done = store::sqlite::sync_map(deel.map()); !done) return std::unexpected(done.error());
    fs::rename(deel.map(), map, fault);
    if (fault) return std::unexpected(io(map, fault));
    deel.behoud();
    if (auto done = store::sqlite::sync_map(opdracht.naar); !done) return std::unexpected(done.error());
    return uit;
}

model::Result<Teruggezet> zet_terug(Terugzetten const& opdracht, Voortgang const& voortgang) {
    std::error_code fault;
    // A side file alone is what a stop between the last two steps leaves.
    for (char const* name : {databank, "ketenpoort.db-wal"})
        if (fs::exists(opdracht.data / name, fault))
            return std::unexpected(model::Error{
                model::ErrorCode::wrong_use,
                fmt::format("In {} staat al een opslag ({}). Zet die map opzij of kies een andere; er wordt niets overschreven.",
                            opdracht.data.string(), name)});
    auto const bron = kies(opdracht);
    if (!bron) return std::unexpected(bron.error());
    if (auto made = maak_map(opdracht.data); !made) return std::unexpected(made.error());
    Tijdelijk const deel(opdracht.data / halverwege);
    fs::remove_all(deel.map(), fault);
    if (auto made = maak_map(deel.map()); !made) return std::unexpected(made.error());
    if (auto same = vergelijk(bron->map, bron->manifest, voortgang); !same) return std::unexpected(same.error());
    if (auto done = voortgang("kopiëren", 0, 1); !done) return std::unexpected(done.error());
    for (auto const& bestand : bron->manifest.bestanden) {
        fs::copy_file(bron->map / bestand.naam, deel.map() / bestand.naam, fault);
        if (fault) return std::unexpected(io(bron->map / bestand.naam, fault));
    }
    // What was copied, not only what it was copied from.
    if (auto same = vergelijk(deel.map(), bron->manifest, voortgang); !same) return std::unexpected(same.error());
    {
        auto naspeler = store::sqlite::Naspeler::open(deel.map() / databank);
        if (!naspeler) return std::unexpected(naspeler.error());
        std::uint64_t klaar = 0;
        for (auto const& segment : bron->segmenten) {
            if (auto done = naspeler->speel(bron->map.parent_path() / store::sqlite::bestandsnaam(segment.nummer), segment); !done)
                return std::unexpected(done.error());
            if (auto done = voortgang("segmenten", ++klaar, bron->segmenten.size()); !done) return std::unexpected(done.error());
        }
        if (auto done = naspeler->klaar(); !done) return std::unexpected(done.error());
    }
    auto const kopie = store::sqlite::leg_vast(deel.map());
    if (!kopie) return std::unexpected(kopie.error());
    if (bron->segmenten.empty() && (kopie->regels != bron->manifest.regels || kopie->wortel != bron->manifest.wortel))
        return corrupt("het auditlog in de kopie is niet wat het manifest zegt");
    auto const bekeken = bekijk(deel.map(), store::sqlite::sleutelbestand(opdracht.data, opdracht.hoofdsleutel), opdracht.sleutel, voortgang);
    if (!bekeken) return std::unexpected(bekeken.error());
    // The side file first: a stop between the two leaves no store, and this can be done again.
    for (char const* name : {stand, databank}) {
        fs::rename(deel.map() / name, opdracht.data / name, fault);
        if (fault) return std::unexpected(io(opdracht.data / name, fault));
        if (auto done = store::sqlite::sync_map(opdracht.data); !done) return std::unexpected(done.error());
    }
    return Teruggezet{bron->map,
                      bron->segmenten.empty() ? bron->manifest.moment_ms : bron->segmenten.back().moment_ms,
                      bron->segmenten.size(),
                      kopie->regels,
                      kopie->wortel,
                      bekeken->berichten};
}

std::optional<std::int64_t> parse_moment(std::string_view text) {
    // JJJJ-MM-DDTUU:MM:SS, perhaps a fraction, Z.
    constexpr std::size_t seconds_end = 19;
    if (text.size() < seconds_end + 1 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.back() != 'Z') return std::nullopt;
    auto const dag = model::parse_date(text.substr(0, 10));
    auto const getal = [&](std::size_t at, std::size_t lang) -> std::int64_t {
        std::int64_t uit = -1;
        auto const part = text.substr(at, lang);
        auto const [end, ec] = std::from_chars(part.data(), part.data() + part.size(), uit);
        return ec == std::errc() && end == part.data() + part.size() ? uit : -1;
    };
    auto const uur = getal(11, 2);
    auto const minuut = getal(14, 2);
    auto const seconde = getal(17, 2);
    if (!dag || uur < 0 || uur > 23 || minuut < 0 || minuut > 59 || seconde < 0 || seconde > 59) return std::nullopt;
    std::int64_t ms = 0;
    if (text.size() > seconds_end + 1) {
        auto const cijfers = text.substr(seconds_end + 1, text.size() - seconds_end - 2);
        if (text[seconds_end] != '.' || cijfers.size() != 3) return std::nullopt;
        ms = getal(seconds_end + 1, 3);
        if (ms < 0) return std::nullopt;
    }
    return ((static_cast<std::int64_t>(dag->days) * 24 + uur) * 60 + minuut) * 60'000 + seconde * 1000 + ms;
}

} // namespace gateway::reservekopie
