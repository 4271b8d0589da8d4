#include "store/sqlite/standbestand.hpp"

#include "store/merkle.hpp"
#include "store/sqlite/logboek.hpp"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace store::sqlite {
namespace {

constexpr std::size_t standbytes = 256; ///< less than a sector, so that it is written whole
constexpr std::size_t sombytes = 8;

std::string regels(Vastgelegd const& stand) {
    return fmt::format("ketenpoort-stand 1\nregels {:020}\nwortel {}\nlogboek {:016x} {:020}\n", stand.regels, audit::hex(stand.wortel),
                       stand.zout, stand.frames);
}

template <class T>
std::optional<T> getal(std::string_view text, std::size_t at, std::size_t lang, int base) {
    if (text.size() < at + lang) return std::nullopt;
    T uit{};
    auto const part = text.substr(at, lang);
    auto const [end, fault] = std::from_chars(part.data(), part.data() + part.size(), uit, base);
    if (fault != std::errc() || end != part.data() + part.size()) return std::nullopt;
    return uit;
}

std::unexpected<model::Error> verloren(std::string wat) {
    return std::unexpected(model::Error{
        model::ErrorCode::store_corrupt,
        fmt::format("{}. Er is werk verdwenen dat al was vastgelegd; zet een reservekopie terug (ketenpoort restore, docs/runbook.md)", wat)});
}

std::unexpected<model::Error> onbruikbaar(std::string_view wat) {
    return std::unexpected(model::Error{
        model::ErrorCode::store_corrupt,
        fmt::format("{} {}: niet na te gaan is of er werk verdwenen is. Zet het bestand of een reservekopie terug, of maak het opnieuw met "
                    "`ketenpoort audit stand --opnieuw`, dat eerst de hele opslag nakijkt (docs/runbook.md)",
                    standnaam, wat)});
}

} // namespace

std::string tekst(Vastgelegd const& stand) {
    auto uit = regels(stand);
    std::array<unsigned char, SHA256_DIGEST_LENGTH> som{};
    SHA256(reinterpret_cast<unsigned char const*>(uit.data()), uit.size(), som.data());
    uit += fmt::format("som {}", audit::hex(std::as_bytes(std::span(som)).first(sombytes)));
    uit.resize(standbytes - 1, ' ');
    uit += '\n';
    return uit;
}

std::optional<Vastgelegd> ontleed(std::string_view bytes) {
    constexpr std::size_t na_eerste = std::string_view("ketenpoort-stand 1\n").size();
    constexpr std::size_t op_regels = na_eerste + std::string_view("regels ").size();
    constexpr std::size_t op_wortel = op_regels + 20 + std::string_view("\nwortel ").size();
    constexpr std::size_t op_zout = op_wortel + 64 + std::string_view("\nlogboek ").size();
    if (bytes.size() != standbytes) return std::nullopt;
    auto const aantal = getal<std::uint64_t>(bytes, op_regels, 20, 10);
    auto const wortel = audit::from_hex(bytes.substr(op_wortel, 64));
    auto const zout = getal<std::uint64_t>(bytes, op_zout, 16, 16);
    auto const frames = getal<std::uint64_t>(bytes, op_zout + 17, 20, 10);
    if (!aantal || !wortel || !zout || !frames) return std::nullopt;
    Vastgelegd uit{*aantal, {}, *zout, *frames};
    std::ranges::copy(*wortel, uit.wortel.begin());
    if (tekst(uit) != bytes) return std::nullopt;
    return uit;
}

model::Result<Vastlegger> Vastlegger::open(std::filesystem::path const& map, std::optional<Vastgelegd> const& stand) {
    auto bestand = Bestand::open(map / standnaam, Bestand::Hoe::schrijven);
    if (!bestand) return std::unexpected(bestand.error());
    Vastlegger uit(std::move(*bestand), map / "ketenpoort.db-wal");
    if (stand) {
        uit.stand_ = *stand;
        auto const bytes = tekst(*stand);
        model::Result<void> done = uit.bestand_.schrijf(std::as_bytes(std::span(bytes)), 0);
        if (done) done = uit.bestand_.sync();
        if (done) done = sync_map(map);
        if (!done) return std::unexpected(done.error());
    }
    return uit;
}

model::Result<void> Vastlegger::schrijf(audit::Frontier const& boom, std::uint64_t frames) {
    if (boom.size() != stand_.regels || boom.size() == 0) stand_.wortel = boom.root();
    stand_.regels = boom.size();
    stand_.frames = frames;
    auto const bytes = tekst(stand_);
    return bestand_.schrijf(std::as_bytes(std::span(bytes)), 0);
}

model::Result<void> Vastlegger::vastgelegd(audit::Frontier const& boom, std::int64_t frames) {
    if (!log_) {
        auto opened = Bestand::open(log_pad_, Bestand::Hoe::lezen);
        if (!opened) return std::unexpected(opened.error());
        log_.emplace(std::move(*opened));
    }
    std::array<std::byte, wal::kop_bytes> kop{};
    if (auto const gelezen = log_->lees(kop, 0); !gelezen) return std::unexpected(gelezen.error());
    stand_.zout = wal::zout(kop);
    return schrijf(boom, static_cast<std::uint64_t>(frames));
}

model::Result<void> Vastlegger::overgenomen(audit::Frontier const& boom) {
    if (auto done = schrijf(boom, 0); !done) return done;
    return bestand_.sync();
}

model::Result<std::optional<Vastgelegd>> lees_stand(std::filesystem::path const& map) {
    auto const bestand = Bestand::open(map / standnaam, Bestand::Hoe::lezen);
    if (!bestand && bestand.error().code == model::ErrorCode::not_found) return std::nullopt;
    if (!bestand) return std::unexpected(bestand.error());
    // Whoever reads beside the writer may meet half of what it writes; not time after time.
    for (int poging = 0; poging < 5; ++poging) {
        std::array<char, standbytes + 1> bytes{};
        auto const gelezen = bestand->lees(std::as_writable_bytes(std::span(bytes)), 0);
        if (!gelezen) return std::unexpected(gelezen.error());
        if (auto const stand = ontleed(std::string_view(bytes.data(), *gelezen))) return stand;
    }
    return onbruikbaar("is beschadigd");
}

model::Result<void> vergelijk(std::optional<Vastgelegd> const& stand, wal::Stand const& log) {
    if (!stand) return onbruikbaar("is er niet");
    if (!log.leeg && !log.kop_klopt) return verloren("Het begin van het logboek van de databank (ketenpoort.db-wal) is beschadigd");
    if (stand->frames > 0 && (log.leeg || log.zout != stand->zout))
        return verloren(fmt::format("Het logboek van de databank (ketenpoort.db-wal) is er niet of is een ander; er stonden {} frames in",
                                    stand->frames));
    if (stand->frames > 0 && log.frames < stand->frames)
        return verloren(fmt::format("Het logboek van de databank (ketenpoort.db-wal) is beschadigd of afgekapt na frame {} van {}", log.frames,
                                    stand->frames));
    return {};
}

model::Result<void> vergelijk(Vastgelegd const& stand, Connection& db, audit::Frontier const& boom) {
    if (stand.regels > boom.size())
        return verloren(fmt::format("Het auditlog heeft {} regels en er waren er {}", boom.size(), stand.regels));
    auto wortel = model::Result<audit::Hash>(boom.root());
    if (stand.regels < boom.size()) {
        SqliteLogboek logboek(db);
        wortel = audit::root(stand.regels, [&](unsigned niveau, std::uint64_t index) { return logboek.deelboom(niveau, index); });
    }
    if (!wortel) return std::unexpected(wortel.error());
    if (*wortel != stand.wortel)
        return verloren(fmt::format("De eerste {} regels van het auditlog zijn andere dan die er waren", stand.regels));
    return {};
}

} // namespace store::sqlite
