#include "gateway/rapport/maak.hpp"
#include "rules/contract/load.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/bench/bulk.hpp"
#include "tests/bench/common.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>

/// What a report costs over a million prestaties. Used by run.py.
///
///   bench_rapporten fill DATA BUNDLE COUNT PRESTATIES   COUNT toewijzingen with PRESTATIES prestaties and lines of the ledger each
///   bench_rapporten make DATA                            every report that needs no file: seconds, rows, and the most memory so far
namespace {

using bench::need;

/// The messages those rows came in with, and a line of the ledger per prestatie, as booking them one by one would leave them.
void add_books(std::string const& data) {
    auto const db =
        need(store::sqlite::Connection::open(std::filesystem::weakly_canonical(data) / "ketenpoort.db", store::sqlite::Mode::writer));
    constexpr char const* nul = "0, 0, 0, 0, 0, 0, NULL, 0, 0, 0";
    need(db->execute(fmt::format("INSERT INTO bericht (id, moment_ms, vandaag, kanaal, vingerafdruk, grootte, soort, afzender, ontvanger, "
                                 "identificatie, uitkomst, contract_label, "
                                 "contract_hash, schema_hash, audit_index, origineel_blok, origineel_blokken, besluit_blok, "
                                 "besluit_blokken, besluit_grootte, retour_soort, "
                                 "retour_blok, retour_blokken, retour_grootte) VALUES (1, 0, 20570, 'cli', x'00', 0, 'WMO323', '41410001', "
                                 "'0114', '1', 'goedgekeurd', "
                                 "'bench@1', '', '', {})",
                                 nul)));
    need(db->execute("BEGIN IMMEDIATE"));
    need(db->execute("INSERT INTO boeking (bericht, soort, aanbieder, gemeente, domein, categorie, code, jaar, toewijzing, referentie, "
                     "gevraagd, vastgelegd, toegekend, beslag, "
                     "toewijzingen) SELECT bericht, 'toegekend', '41410001', '0114', 0, categorie, code, 2026, toewijzing, '', 0, 0, "
                     "bedrag, bedrag, 0 FROM prestatie"));
    need(db->execute("COMMIT"));
    need(db->checkpoint(true));
}

void fill(std::string const& data, std::string const& bundle, std::size_t count, std::size_t prestaties) {
    {
        auto const store = need(store::sqlite::open(data, store::sqlite::random_nonce(), store::sqlite::check_when_small));
        bench::activate(*store, bundle);
    }
    bench::fill_in_bulk(data, count, prestaties);
    add_books(data);
}

std::int64_t most_memory_mib() {
    rusage use{};
    if (::getrusage(RUSAGE_SELF, &use) != 0) throw std::runtime_error("no figure of memory");
    return use.ru_maxrss / 1024;
}

void make(std::string const& data) {
    auto const store = need(store::sqlite::open(data, store::sqlite::random_nonce(), store::sqlite::check_when_small));
    auto const reader = need(store->reader());
    gateway::Budgetten contracten;
    for (auto const& soort : rules::rapport::soorten()) {
        gateway::rapport::Verzoek verzoek;
        verzoek.naam = soort.naam;
        verzoek.van = "2026-01-01";
        verzoek.tot = "2026-12-31";
        verzoek.op = "2026-12-31";
        auto const start = bench::Clock::now();
        auto const rapport = gateway::rapport::maak(contracten, *reader, verzoek, model::date(2026, 12, 31));
        auto const seconds = std::chrono::duration<double>(bench::Clock::now() - start).count();
        if (!rapport) continue; // it cannot do without a file, or without what this bundle does not have
        fmt::print("{{\"rapport\": \"{}\", \"seconden\": {:.3f}, \"rijen\": {}, \"mib\": {}}}\n", soort.naam, seconds,
                   rapport->rijen.size(), most_memory_mib());
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char** argv) {
    try {
        std::string const what = argc > 1 ? argv[1] : "";
        if (what == "fill" && argc == 6) fill(argv[2], argv[3], bench::number(argv[4]), bench::number(argv[5]));
        else if (what == "make" && argc == 3) make(argv[2]);
        else return 2;
        return 0;
    } catch (std::exception const& e) {
        fmt::print(stderr, "bench_rapporten: {}\n", e.what());
        return 1;
    }
}
