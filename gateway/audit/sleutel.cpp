#include "gateway/audit/sleutel.hpp"

#include "store/merkle.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <iterator>
#include <system_error>

namespace gateway::audit {

namespace {

constexpr std::string_view begin = "controlepunt-";
constexpr std::string_view ending = ".txt";
constexpr std::int64_t at_once = 1000; ///< checkpoints copied in one go

std::unexpected<model::Error> io(std::filesystem::path const& path, int number) {
    return std::unexpected(
        model::Error{model::ErrorCode::store_io, fmt::format("{}: {}", path.string(), std::generic_category().message(number))});
}

std::filesystem::path kopiebestand(std::filesystem::path const& map, std::uint64_t grootte) {
    return map / fmt::format("{}{:015}{}", begin, grootte, ending);
}

/// The number of leaves in the name of a copy.
std::optional<std::uint64_t> grootte_van(std::string const& naam) {
    if (!naam.starts_with(begin) || !naam.ends_with(ending)) return std::nullopt;
    auto const* first = naam.data() + begin.size();
    auto const* last = naam.data() + naam.size() - ending.size();
    std::uint64_t grootte = 0;
    auto const [end, ec] = std::from_chars(first, last, grootte);
    if (ec != std::errc() || end != last) return std::nullopt;
    return grootte;
}

std::optional<std::string> lees(std::filesystem::path const& bestand) {
    std::ifstream in(bestand, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

/// Writes a file that is not there yet, on disk before it returns.
model::Result<void> schrijf(std::filesystem::path const& bestand, std::string_view bytes) {
    int const file = ::open(bestand.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);
    if (file < 0) return io(bestand, errno);
    bool const good = ::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) && ::fsync(file) == 0;
    int const number = errno;
    ::close(file);
    if (good) return {};
    ::unlink(bestand.c_str()); // half a copy is none
    return io(bestand, number);
}

/// What a note says of the log as it is; `wat` and `waar` name it.
model::Result<std::string> past(store::Logboek& log, store::audit::TrustedKey const& sleutel, std::string_view notitie,
                                std::string_view wat) {
    using store::audit::NoteFault;
    auto const punt = store::audit::open(notitie, sleutel);
    if (!punt) {
        switch (punt.error()) {
        case NoteFault::form: return fmt::format("{} is geen controlepunt", wat);
        case NoteFault::other_origin: return fmt::format("{} is van een ander auditlog dan {}; kijk naar audit_naam", wat, sleutel.name);
        case NoteFault::no_known_key: return fmt::format("{} is met een andere sleutel ondertekend; kijk naar audit_sleutel", wat);
        case NoteFault::bad_signature: return fmt::format("{} is veranderd: de handtekening klopt niet", wat);
        }
    }
    auto const einde = log.einde();
    if (!einde) return std::unexpected(einde.error());
    if (punt->size > einde->grootte)
        return fmt::format("{} spreekt van {} regels en het auditlog heeft er {}: het is afgekapt, of een oude reservekopie is teruggezet",
                           wat, punt->size, einde->grootte);
    auto const wortel =
        store::audit::root(punt->size, [&log](unsigned niveau, std::uint64_t index) { return log.deelboom(niveau, index); });
    if (!wortel) return std::unexpected(wortel.error());
    if (*wortel != punt->root)
        return fmt::format("het auditlog is een ander dan dat van {} (over {} regels): er is iets in veranderd of het is gevorkt", wat,
                           punt->size);
    return std::string();
}

} // namespace

std::filesystem::path sleutelbestand(Config const& config) {
    if (!config.audit_sleutel.empty()) return config.audit_sleutel;
    return std::filesystem::path(config.data) / "audit_sleutel.pem";
}

model::Result<store::audit::SigningKey> sleutel(Config const& config) {
    auto const bestand = sleutelbestand(config);
    std::error_code fault;
    auto const status = std::filesystem::status(bestand, fault);
    using std::filesystem::perms;
    if (std::filesystem::exists(status) && (status.permissions() & (perms::group_all | perms::others_all)) != perms::none)
        return std::unexpected(model::Error{
            model::ErrorCode::wrong_use,
            fmt::format("{}: deze sleutel is voor anderen leesbaar; maak hem met chmod 600 alleen van de eigenaar", bestand.string())});
    return store::audit::SigningKey::load(config.audit_naam, bestand);
}

model::Result<store::audit::SigningKey> sleutel(Config const& config, store::Logboek& log) {
    auto const bestand = sleutelbestand(config);
    std::error_code fault;
    if (std::filesystem::exists(bestand, fault)) return sleutel(config);
    auto const getekend = log.controlepunt(INT64_MAX);
    if (!getekend) return std::unexpected(getekend.error());
    if (!*getekend) return store::audit::SigningKey::create(config.audit_naam, bestand);
    // A new key would make another log of it.
    return std::unexpected(model::Error{
        model::ErrorCode::not_found,
        fmt::format("{}: deze sleutel is er niet, en het auditlog is er al mee ondertekend; zet hem terug", bestand.string())});
}

model::Result<std::string> bezwaar(store::Logboek& log, store::audit::SigningKey const& sleutel, std::filesystem::path const& kopie) {
    store::audit::TrustedKey const trusted{sleutel.name(), sleutel.public_key()};
    auto const laatste = log.controlepunt(INT64_MAX);
    if (!laatste) return std::unexpected(laatste.error());
    if (*laatste) {
        auto wat = past(log, trusted, (*laatste)->notitie, "het laatste controlepunt in de opslag");
        if (!wat || !wat->empty()) return wat;
    }
    auto const last = kopie.empty() ? 0 : laatste_kopie(kopie);
    if (last == 0) return std::string();
    auto const bestand = kopiebestand(kopie, last);
    auto const notitie = lees(bestand);
    if (!notitie) return io(bestand, EIO);
    return past(log, trusted, *notitie, fmt::format("de kopie {}", bestand.string()));
}

model::Result<std::optional<store::Controlepunt>> onderteken(store::Transaction& tx, store::audit::SigningKey const& sleutel,
                                                             std::uint64_t vorige, std::int64_t moment_ms) {
    auto const einde = tx.log_einde();
    if (!einde) return std::unexpected(einde.error());
    if (einde->grootte == vorige) return std::nullopt;
    store::Controlepunt punt{einde->grootte, moment_ms, einde->wortel, sleutel.sign({sleutel.name(), einde->grootte, einde->wortel})};
    auto const taken = tx.bewaar_controlepunt(punt, vorige);
    if (!taken) return std::unexpected(taken.error());
    if (!*taken)
        return std::unexpected(model::Error{model::ErrorCode::store_busy, "iemand anders heeft dit auditlog intussen ondertekend"});
    return punt;
}

std::uint64_t laatste_kopie(std::filesystem::path const& kopie) {
    std::uint64_t last = 0;
    std::error_code fault;
    for (std::filesystem::directory_iterator it(kopie, fault), end; !fault && it != end; it.increment(fault))
        last = std::max(last, grootte_van(it->path().filename().string()).value_or(0));
    return last;
}

model::Result<void> kopieer(std::span<store::Controlepunt const> punten, std::filesystem::path const& kopie) {
    std::error_code fault;
    std::filesystem::create_directories(kopie, fault);
    if (fault) return io(kopie, fault.value());
    for (auto const& punt : punten) {
        auto const bestand = kopiebestand(kopie, punt.grootte);
        // Of a time that went wrong halfway the first ones are there already.
        if (auto const er_al = lees(bestand); er_al && *er_al == punt.notitie) continue;
        if (auto done = schrijf(bestand, punt.notitie); !done) return done;
    }
    return {};
}

model::Result<std::vector<store::Controlepunt>> te_kopieren(store::Logboek& log, std::uint64_t na) {
    return log.controlepunten(na, at_once);
}

} // namespace gateway::audit
