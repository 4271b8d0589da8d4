#include "rules/contract/grootboek.hpp"
#include "rules/contract/load.hpp"
#include "rules/judge.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/bench/berichten.hpp"
#include "tests/bench/bulk.hpp"
#include "tests/bench/common.hpp"
#include "tests/support/groot_bundel.hpp"
#include "tests/support/zaak.hpp"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

/// What one prestatie costs, in messages of different length and in a small and a large store. Used by run.py.
///
///   bench_lines fill DATA BUNDLE COUNT PRESTATIES   a store with COUNT toewijzingen that have PRESTATIES prestaties each
///   bench_lines steps ROUNDS BUNDLE DATA...                processor time of each step in each store, nanoseconds per prestatie
///   bench_lines contract ROUNDS BUNDLE DATA        the same steps under BUNDLE (products and tarieven only) and under the largest bundle
///   bench_lines pile ROUNDS                         judging 30,000 prestaties on one toewijzing and on as many toewijzingen
///   bench_lines open DATA                           opens a store as the daemon does
///   bench_lines whole DATA FIRST COUNT MESSAGES REEKS   the whole process with a commit each, nanoseconds per prestatie
///
/// `steps` takes nothing down: each transaction is abandoned. A round measures every size in every store before the next begins, and
/// the figure is the fastest round, so that what else the machine does falls out of the ratios.
namespace {

using bench::Clock;
using bench::need;
using bench::number;

constexpr std::array<std::size_t, 3> sizes = {1'000, 4'000, 30'000};
constexpr std::size_t lines_per_round = 30'000;

struct Figure {
    double facts = std::numeric_limits<double>::max();
    double judge = std::numeric_limits<double>::max();
    double book = std::numeric_limits<double>::max();
};

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Seconds of processor time of this process, which other programs on the machine disturb less.
double processor() {
    timespec now{};
    if (::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) != 0) throw std::runtime_error("no processor clock");
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void fill(std::string const& data, std::string const& bundle, std::size_t count, std::size_t prestaties) {
    {
        auto const store = need(store::sqlite::open(data, store::sqlite::random_nonce(), store::sqlite::check_when_small));
        bench::activate(*store, bundle);
    }
    bench::fill_in_bulk(data, count, prestaties);
}

/// The messages of one size: together the toewijzingen from the first on.
std::vector<model::Message> messages(gateway::Pipeline const& pipeline, std::size_t size) {
    std::vector<model::Message> all;
    for (std::size_t first = 0; first + size <= lines_per_round; first += size) {
        auto const xml = bench::declaratie(first, size, 900'000 + all.size());
        auto gelezen = pipeline.read(std::as_bytes(std::span(xml)));
        if (!gelezen.inhoud) throw std::runtime_error("the generated message is not valid");
        all.push_back(std::move(*gelezen.inhoud));
    }
    return all;
}

/// One message through facts, judge and book; adds seconds of processor time.
void once(store::Store& store, model::Message const& bericht, std::shared_ptr<model::Contract const> const& contract, Figure& sum) {
    need(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto start = processor();
        auto feiten = need(tx.facts(bericht));
        sum.facts += processor() - start;
        feiten.contract = contract;
        start = processor();
        auto const verdict = rules::judge(bericht, feiten, bench::moment().vandaag);
        sum.judge += processor() - start;
        if (verdict.uitkomst != model::Uitkomst::goedgekeurd)
            throw std::runtime_error("not approved: " + verdict.bevindingen.front().melding);
        start = processor();
        need(tx.book(need(tx.next_id()), bericht, verdict, feiten));
        sum.book += processor() - start;
        tx.abandon();
        return {};
    }));
}

void steps(std::size_t rounds, std::string const& bundle, std::span<std::string const> stores) {
    gateway::Pipeline const pipeline(need(xsd::SchemaSet::built_in()));
    auto loaded = rules::contract::load(need(rules::contract::read_directory(bundle)));
    if (!loaded) throw std::runtime_error("the bundle does not load");
    auto const contract = std::make_shared<model::Contract const>(std::move(*loaded));
    std::map<std::size_t, std::vector<model::Message>> by_size;
    for (auto const size : sizes) by_size.emplace(size, messages(pipeline, size));

    std::map<std::pair<std::string, std::size_t>, Figure> best;
    std::vector<std::unique_ptr<store::Store>> opened;
    for (auto const& data : stores)
        opened.push_back(need(store::sqlite::open(data, store::sqlite::random_nonce(), store::sqlite::check_when_small)));
    for (std::size_t round = 0; round <= rounds; ++round)
        for (auto const& [size, all] : by_size)
            for (std::size_t s = 0; s < stores.size(); ++s) {
                Figure sum{0, 0, 0};
                for (auto const& bericht : all) once(*opened[s], bericht, contract, sum);
                if (round == 0) continue; // warms caches
                auto const per_line = 1e9 / static_cast<double>(all.size() * size);
                auto& figure = best[{stores[s], size}];
                figure.facts = std::min(figure.facts, sum.facts * per_line);
                figure.judge = std::min(figure.judge, sum.judge * per_line);
                figure.book = std::min(figure.book, sum.book * per_line);
            }
    for (auto const& [key, figure] : best)
        fmt::print("{{\"store\":\"{}\",\"lines\":{},\"facts\":{:.1f},\"judge\":{:.1f},\"book\":{:.1f}}}\n", key.first, key.second,
                   figure.facts, figure.judge, figure.book);
}

using Bestanden = rules::contract::Files;

std::string& bestand(Bestanden& files, std::string_view naam) {
    auto const at = std::ranges::find(files, naam, &Bestanden::value_type::first);
    if (at == files.end()) throw std::runtime_error(fmt::format("the bundle has no {}", naam));
    return at->second;
}

/// The largest bundle, in which the aanbieder of the messages has an agreement for their Wmo products and a ceiling on each.
Bestanden groot(Bestanden eigen) {
    auto files = support::groot_bundel();
    bestand(files, "bundel.toml") += "[[perceel]]\nid = \"B\"\ndomein = \"wmo\"\nnaam = \"Gemeten\"\nbekostiging = \"pxq\"\n";
    bestand(files, "overeenkomsten.csv") += "41410001;Gemeten;B;2020-01-01\n";
    auto const each_wmo = [&](std::string_view naam, auto const& f) {
        std::istringstream lines(bestand(eigen, naam));
        for (std::string line; std::getline(lines, line);)
            if (line.starts_with("wmo;")) f(line);
    };
    each_wmo("producten.csv", [&](std::string const& line) {
        if (line.find(";82;") != std::string::npos || line.find(";83;") != std::string::npos) return; // a traject is another perceel
        bestand(files, "producten.csv") += line + ";B\n";
        auto const code = line.substr(line.find(';', 4) + 1, 5);
        bestand(files, "budgetten.csv") += fmt::format("Z{};plafond;aanbieder;wmo;2026;900000000,00;41410001;;{}\n", code, code);
    });
    // Only everybody's: other aanbieders have no agreement in it.
    each_wmo("tarieven.csv", [&](std::string const& line) {
        if (line.find(";82;") != std::string::npos) return;
        if (line.find(";;") != std::string::npos && line.find(";;") < line.size() - 2) bestand(files, "tarieven.csv") += line + "\n";
    });
    return files;
}

std::shared_ptr<model::Contract const> loaded(Bestanden const& files) {
    auto contract = rules::contract::load(files);
    if (!contract)
        throw std::runtime_error(
            fmt::format("{}:{} {}", contract.error().front().bestand, contract.error().front().lijn, contract.error().front().melding));
    return std::make_shared<model::Contract const>(std::move(*contract));
}

/// `ledger` is the part of judging that works out what to book; without it the rest is rules.
void contract_cost(std::size_t rounds, std::string const& bundle, std::string const& data) {
    gateway::Pipeline const pipeline(need(xsd::SchemaSet::built_in()));
    auto const store = need(store::sqlite::open(data, store::sqlite::random_nonce(), store::sqlite::check_when_small));
    auto const eigen = need(rules::contract::read_directory(bundle));
    auto const kaal = loaded(eigen);
    auto const files = groot(eigen);
    auto start = processor();
    auto const vol = loaded(files);
    auto const load = processor() - start;
    auto const all = messages(pipeline, 4'000);
    Figure best_kaal;
    Figure best_vol;
    double ledger = std::numeric_limits<double>::max();
    for (std::size_t round = 0; round <= rounds; ++round) {
        auto const measure = [&](std::shared_ptr<model::Contract const> const& contract, Figure& best) {
            Figure sum{0, 0, 0};
            for (auto const& bericht : all) once(*store, bericht, contract, sum);
            best = {std::min(best.facts, sum.facts), std::min(best.judge, sum.judge), std::min(best.book, sum.book)};
        };
        measure(kaal, best_kaal);
        measure(vol, best_vol);
        double sum = 0;
        for (auto const& bericht : all)
            need(store->transact([&](store::Transaction& tx) -> model::Result<void> {
                auto feiten = need(tx.facts(bericht));
                feiten.contract = vol;
                auto const verdict = rules::judge(bericht, feiten, bench::moment().vandaag);
                auto const begin = processor();
                auto const stuk = rules::contract::grootboek(bericht, feiten, verdict, bench::moment().vandaag);
                sum += processor() - begin;
                if (stuk.grootboek.boekingen.empty()) throw std::runtime_error("nothing was booked");
                tx.abandon();
                return {};
            }));
        ledger = std::min(ledger, sum);
    }
    auto const per_line = 1e9 / static_cast<double>(all.size() * 4'000);
    fmt::print("{{\"judge\":{:.1f},\"judge_groot\":{:.1f},\"ledger\":{:.1f},\"book\":{:.1f},\"book_groot\":{:.1f},\"facts\":{:.1f},"
               "\"load_s\":{:.2f}}}\n",
               best_kaal.judge * per_line, best_vol.judge * per_line, ledger * per_line, best_kaal.book * per_line,
               best_vol.book * per_line, best_kaal.facts * per_line, load);
}

/// A message of prestaties that differ in product, on one toewijzing or on one each, and what is known of them: no limit but a Budget.
struct Pile {
    model::Message bericht;
    model::Facts feiten;

    Pile(std::size_t lines, bool one) {
        feiten.clienten.insert(bouw::bsn_1);
        std::vector<model::Prestatie> prestaties;
        for (std::size_t i = 0; i < lines; ++i) {
            auto p = bouw::prestatie(fmt::format("R{}", i));
            p.toewijzing_nummer = static_cast<std::int64_t>(one ? 1 : i + 1);
            p.product_code = fmt::format("{:05}", i);
            prestaties.push_back(std::move(p));
            auto toewijzing = zaak::toewijzing();
            toewijzing.nummer = prestaties.back().toewijzing_nummer;
            toewijzing.product.reset();
            toewijzing.omvang.reset();
            toewijzing.budget = model::Money{1'000'000'000'000};
            feiten.toewijzingen.zet(toewijzing.nummer, toewijzing);
        }
        bericht = bouw::declaratie(std::move(prestaties));
    }
};

void pile(std::size_t rounds) {
    Pile const one(lines_per_round, true);
    Pile const spread(lines_per_round, false);
    auto const measure = [](Pile const& pile, double& best) {
        auto const start = processor();
        auto const verdict = rules::judge(pile.bericht, pile.feiten, model::date(2026, 4, 3));
        best = std::min(best, (processor() - start) * 1e9 / static_cast<double>(lines_per_round));
        if (verdict.uitkomst != model::Uitkomst::goedgekeurd)
            throw std::runtime_error("not approved: " + verdict.bevindingen.front().melding);
    };
    double on_one = std::numeric_limits<double>::max();
    double on_many = on_one;
    for (std::size_t round = 0; round < rounds; ++round) {
        measure(one, on_one);
        measure(spread, on_many);
    }
    fmt::print("{{\"one\":{:.1f},\"spread\":{:.1f}}}\n", on_one, on_many);
}

void whole(std::string const& data, std::size_t first, std::size_t count, std::size_t messages, std::size_t reeks) {
    gateway::Pipeline pipeline(need(xsd::SchemaSet::built_in()));
    auto const store = need(store::sqlite::open(data, store::sqlite::random_nonce(), store::sqlite::check_when_small));
    double seconds = 0;
    for (std::size_t k = 0; k < messages; ++k) {
        auto const xml = bench::declaratie(first + k * count, count, reeks + k);
        auto const start = Clock::now();
        auto const gelezen = pipeline.read(std::as_bytes(std::span(xml)));
        need(store->transact([&](store::Transaction& tx) { return bench::decide(pipeline, tx, gelezen); }));
        need(store->maintain());
        seconds += seconds_since(start);
    }
    fmt::print("{{\"lines\":{},\"whole\":{:.1f}}}\n", count, seconds * 1e9 / static_cast<double>(count * messages));
}

int run(std::vector<std::string> const& arguments) {
    if (arguments.size() == 5 && arguments[0] == "fill") fill(arguments[1], arguments[2], number(arguments[3]), number(arguments[4]));
    else if (arguments.size() >= 4 && arguments[0] == "steps") steps(number(arguments[1]), arguments[2], std::span(arguments).subspan(3));
    else if (arguments.size() == 2 && arguments[0] == "open")
        need(store::sqlite::open(arguments[1], store::sqlite::random_nonce(), store::sqlite::check_when_small));
    else if (arguments.size() == 4 && arguments[0] == "contract") contract_cost(number(arguments[1]), arguments[2], arguments[3]);
    else if (arguments.size() == 2 && arguments[0] == "pile") pile(number(arguments[1]));
    else if (arguments.size() == 6 && arguments[0] == "whole")
        whole(arguments[1], number(arguments[2]), number(arguments[3]), number(arguments[4]), number(arguments[5]));
    else
        throw std::runtime_error("usage: fill DATA BUNDLE COUNT PRESTATIES | steps ROUNDS BUNDLE DATA... | contract ROUNDS BUNDLE DATA | "
                                 "pile ROUNDS | open DATA | whole "
                                 "DATA FIRST COUNT MESSAGES REEKS");
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return run({argv + 1, argv + argc});
    } catch (std::exception const& error) {
        fmt::print(stderr, "bench_lines: {}\n", error.what());
        return 1;
    }
}
