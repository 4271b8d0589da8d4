#include "store/sqlite/kopie.hpp"

#include "store/sqlite/bestand.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/migrate.hpp"
#include "store/sqlite/overname.hpp"
#include "store/sqlite/reader.hpp"
#include "store/sqlite/standbestand.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <memory>
#include <vector>

namespace store::sqlite {
namespace {

model::Result<Kopie> beschrijf(Connection& db) {
    auto const zonder = zonder_sommen(db);
    if (!zonder) return std::unexpected(zonder.error());
    auto const vorm = db.pragma("user_version");
    if (!vorm) return std::unexpected(vorm.error());
    auto const known = static_cast<std::int64_t>(migrations().size());
    if (*zonder || *vorm > known)
        return std::unexpected(model::Error{model::ErrorCode::store_version,
                                            fmt::format("de opslag heeft vorm {} en dit programma kent er {}; open haar eerst met het programma "
                                                        "dat erbij hoort",
                                                        *vorm, known)});
    auto const boom = read_frontier(db);
    if (!boom) return std::unexpected(boom.error());
    return Kopie{*vorm, boom->size(), boom->root()};
}

/// An old log beside a database that was copied whole would be taken up by it.
void ruim_log_op(std::filesystem::path const& map) {
    std::error_code ignored;
    for (char const* name : {"ketenpoort.db-wal", "ketenpoort.db-shm", "ketenpoort.db-journal"}) std::filesystem::remove(map / name, ignored);
}

} // namespace

model::Result<Kopie> kopieer(std::filesystem::path const& data, std::filesystem::path const& naar, std::uint64_t meeste_log,
                             std::function<void()> const& begonnen, KopieStap const& stap) {
    std::error_code fault;
    auto const bron_map = std::filesystem::weakly_canonical(data, fault);
    auto const bron_file = bron_map / "ketenpoort.db";
    if (fault || !std::filesystem::exists(bron_file, fault))
        return std::unexpected(model::Error{model::ErrorCode::not_found, fmt::format("In {} is geen opslag van ketenpoort.", data.string())});
    auto const file = std::filesystem::weakly_canonical(naar, fault) / "ketenpoort.db";
    auto bestand = Bestand::open(file, Bestand::Hoe::nieuw);
    if (!bestand) return std::unexpected(bestand.error());
    auto bron = Connection::open(bron_file, Mode::reader);
    if (!bron) return std::unexpected(bron.error());
    if (auto begun = (*bron)->execute("BEGIN"); !begun) return std::unexpected(begun.error());
    auto const wat = beschrijf(**bron); // the first read fixes what this transaction sees
    if (!wat) return wat;
    begonnen();
    {
        auto doel = Connection::open(file, Mode::kopie);
        if (!doel) return std::unexpected(doel.error());
        auto const done = (*bron)->kopieer(**doel, [&](std::int64_t klaar, std::int64_t van) -> model::Result<void> {
            std::error_code gone;
            auto const log = std::filesystem::file_size(bron_file.string() + "-wal", gone);
            if (!gone && log > meeste_log)
                return std::unexpected(model::Error{
                    model::ErrorCode::store_full,
                    fmt::format("het logboek van de databank werd tijdens het kopiëren groter dan {} MiB; maak de kopie op een rustiger moment of op "
                                "een snellere schijf",
                                meeste_log >> 20)});
            // A block at a time: the store's own commits wait for whatever the disk has to do before them.
            if (auto gespoeld = bestand->spoel(); !gespoeld) return gespoeld;
            return stap(klaar, van);
        });
        if (!done) return std::unexpected(done.error());
    }
    (*bron)->roll_back();
    if (auto done = bestand->sync(); !done) return std::unexpected(done.error());
    auto const made = Vastlegger::open(file.parent_path(), Vastgelegd{wat->regels, wat->wortel, 0, 0});
    if (!made) return std::unexpected(made.error());
    return wat;
}

model::Result<Kopie> leg_vast(std::filesystem::path const& map) {
    std::error_code fault;
    auto const real = std::filesystem::weakly_canonical(map, fault);
    ruim_log_op(real);
    model::Result<Kopie> wat = [&]() -> model::Result<Kopie> {
        auto db = Connection::open(real / "ketenpoort.db", Mode::reader);
        if (!db) return std::unexpected(db.error());
        return beschrijf(**db);
    }();
    ruim_log_op(real);
    if (!wat) return wat;
    auto const made = Vastlegger::open(real, Vastgelegd{wat->regels, wat->wortel, 0, 0});
    if (!made) return std::unexpected(made.error());
    return wat;
}

model::Result<std::string> sha256(std::filesystem::path const& file) {
    auto const bestand = Bestand::open(file, Bestand::Hoe::rustig);
    if (!bestand) return std::unexpected(bestand.error());
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const hash(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    if (!hash || EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr) != 1)
        return std::unexpected(model::Error{model::ErrorCode::overloaded, "geen geheugen voor SHA-256"});
    std::vector<std::byte> blok(Bestand::stuk);
    for (std::uint64_t at = 0;;) {
        auto const gelezen = bestand->lees(blok, at);
        if (!gelezen) return std::unexpected(gelezen.error());
        EVP_DigestUpdate(hash.get(), blok.data(), *gelezen);
        at += *gelezen;
        if (*gelezen < blok.size()) break;
    }
    audit::Hash uit{};
    EVP_DigestFinal_ex(hash.get(), reinterpret_cast<unsigned char*>(uit.data()), nullptr);
    return audit::hex(uit);
}

} // namespace store::sqlite
