#include "store/audit.hpp"
#include "store/checkpoint.hpp"
#include "store/logboek.hpp"
#include "store/merkle.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/bench/berichten.hpp"
#include "tests/bench/common.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

/// The audit log, measured. Each prints one JSON line.
///
///   bench_auditlog fill DATA LEAVES        a store with so many made-up leaves, then its first checkpoint
///   bench_auditlog prove DATA COUNT        inclusion and consistency proofs spread over it, each verified
///   bench_auditlog share DATA BUNDLE COUNT what the log costs of deciding COUNT short messages, and one of 30,000 prestaties
namespace {

namespace audit = store::audit;
using bench::Clock;
using bench::need;
using bench::number;

double ms(Clock::duration took) { return std::chrono::duration<double, std::milli>(took).count(); }

std::span<std::byte const> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

/// As long as one of a message.
std::vector<std::byte> made_up(std::uint64_t index) {
    auto const hash = audit::leaf_hash({});
    audit::Entry entry;
    entry.index = index;
    entry.moment_ms = 1'777'000'000'000 + static_cast<std::int64_t>(index);
    entry.gebeurtenis = "envelop-conflict";
    entry.soort = "WMO323";
    entry.afzender = "41410001";
    entry.ontvanger = "0114";
    entry.identificatie = "bench";
    entry.uitkomst = "goedgekeurd";
    auto const hex = audit::hex(hash);
    entry.contract_hash = hex;
    entry.schema_hash = hex;
    entry.ontvangen = entry.besluit = entry.retour = hash;
    return audit::encode(entry);
}

bool sign(store::Store& store) {
    auto const key = need(audit::SigningKey::from_seed("bench", std::vector<std::byte>(32, std::byte{7})));
    bool taken = false;
    need(store.transact([&](store::Transaction& tx) -> model::Result<void> {
        auto const einde = need(tx.log_einde());
        taken = need(tx.bewaar_controlepunt({einde.grootte, 0, einde.wortel, key.sign({"bench", einde.grootte, einde.wortel})}, 0));
        return {};
    }));
    return taken;
}

void fill(std::string const& data, std::size_t leaves) {
    static_cast<void>(need(store::sqlite::open(data, store::sqlite::random_nonce())));
    auto const db = need(store::sqlite::Connection::open(data + "/ketenpoort.db", store::sqlite::Mode::writer));
    audit::Frontier frontier;
    for (std::uint64_t index = 0; index < leaves;) {
        need(db->execute("BEGIN IMMEDIATE"));
        auto row = db->query("INSERT INTO audit_leaf (id, entry, hash) VALUES (?1, ?2, ?3)");
        for (int i = 0; i < 100'000 && index < leaves; ++i, ++index) {
            auto const entry = made_up(index);
            auto const hash = audit::leaf_hash(entry);
            need(row.run(static_cast<std::int64_t>(index), entry, hash));
            frontier.append(hash);
        }
        auto edge = db->query("UPDATE audit_rand SET aantal = ?1, knopen = ?2 WHERE id = 1");
        need(edge.run(static_cast<std::int64_t>(frontier.size()), std::as_bytes(frontier.nodes())));
        need(db->execute("COMMIT"));
        need(db->checkpoint(true));
    }
    auto const store = need(store::sqlite::open(data, store::sqlite::random_nonce(), store::sqlite::check_when_small));
    auto const start = Clock::now();
    if (!sign(*store)) throw std::runtime_error("the checkpoint was not taken");
    fmt::print("{{\"leaves\":{},\"first_checkpoint_ms\":{:.0f}}}\n", leaves, ms(Clock::now() - start));
}

void prove(std::string const& data, std::size_t count) {
    auto const reader = need(store::sqlite::open_reader(data));
    auto& log = reader->logboek();
    auto const einde = need(log.einde());
    audit::Subtrees const subtrees = [&log](unsigned niveau, std::uint64_t index) { return log.deelboom(niveau, index); };
    std::vector<double> took;
    std::vector<double> cpu; // other programs on the machine disturb it less
    std::vector<double> grown;
    for (std::size_t i = 0; i < count; ++i) {
        // Spread by a step that has nothing in common with the size of tiles.
        auto const index = (i * 2'654'435'761U) % einde.grootte;
        auto const start = Clock::now();
        auto const ticks = std::clock();
        auto const path = need(audit::inclusion(index, einde.grootte, subtrees));
        cpu.push_back(static_cast<double>(std::clock() - ticks) * 1000 / CLOCKS_PER_SEC);
        took.push_back(ms(Clock::now() - start));
        if (!audit::verify_inclusion(need(log.deelboom(0, index)), index, einde.grootte, path, einde.wortel))
            throw std::runtime_error("no proof");
        auto const again = Clock::now();
        auto const growth = need(audit::consistency(index, einde.grootte, subtrees));
        grown.push_back(ms(Clock::now() - again));
        if (!audit::verify_consistency(index, einde.grootte, need(audit::root(index, subtrees)), einde.wortel, growth))
            throw std::runtime_error("no proof of growth");
    }
    std::ranges::sort(took);
    std::ranges::sort(cpu);
    std::ranges::sort(grown);
    auto const at = [count](std::vector<double> const& all, std::size_t percent) {
        return all[std::min(count - 1, count * percent / 100)];
    };
    fmt::print("{{\"leaves\":{},\"proofs\":{},\"median_ms\":{:.3f},\"p99_ms\":{:.3f},\"max_ms\":{:.3f},\"max_cpu_ms\":{:.3f},\"growth_"
               "median_ms\":{:.3f},"
               "\"growth_max_ms\":{:.3f}}}\n",
               einde.grootte, count, at(took, 50), at(took, 99), took.back(), cpu.back(), at(grown, 50), grown.back());
}

/// What save() does for the log, with the same lengths: three commitments, a leaf, its hash and two rows.
double log_ms(store::sqlite::Connection& db, std::vector<std::string> const& messages, std::size_t besluit, std::size_t retour) {
    std::string const decision(besluit, 'b');
    std::string const answer(retour, 'r');
    auto const nonce = store::sqlite::random_nonce();
    need(db.execute("BEGIN IMMEDIATE"));
    std::uint64_t next = 1'000'000'000;
    audit::Frontier frontier;
    auto const start = Clock::now();
    for (auto const& message : messages) {
        auto const key = nonce();
        for (std::string_view const text : {std::string_view(message), std::string_view(decision), std::string_view(answer)})
            if (audit::commitment(key, bytes_of(text)) == audit::Hash{}) throw std::runtime_error("no commitment");
        auto const entry = made_up(next);
        auto const hash = audit::leaf_hash(entry);
        auto leaf = db.query("INSERT INTO audit_leaf (id, entry, hash) VALUES (?1, ?2, ?3)");
        need(leaf.run(static_cast<std::int64_t>(next), entry, hash));
        auto row = db.query("INSERT INTO audit_nonce (id, nonce) VALUES (?1, ?2)");
        need(row.run(static_cast<std::int64_t>(next++), key));
        frontier.append(hash);
    }
    auto const took = ms(Clock::now() - start);
    db.roll_back();
    return took;
}

void share(std::string const& data, std::string const& bundle, std::size_t count) {
    gateway::Pipeline pipeline(need(xsd::SchemaSet::built_in()));
    std::vector<std::string> small;
    for (std::size_t n = 0; n < std::max<std::size_t>(count, 3'000); ++n) small.push_back(bench::toewijzingen(n));
    std::vector<std::string> const large{bench::declaratie(0, 30'000, 1)};
    double decided = 0;
    double decided_large = 0;
    {
        auto const store = need(store::sqlite::open(data, store::sqlite::random_nonce()));
        bench::activate(*store, bundle);
        auto const run = [&](std::vector<std::string> const& messages) {
            constexpr std::size_t group = 64;
            auto const start = Clock::now();
            for (std::size_t n = 0; n < messages.size(); n += group) {
                std::vector<gateway::Gelezen> gelezen;
                for (auto i = n; i < std::min(messages.size(), n + group); ++i) gelezen.push_back(pipeline.read(bytes_of(messages[i])));
                std::vector<store::Store::Work> work;
                for (auto const& g : gelezen) work.emplace_back([&](store::Transaction& tx) { return bench::decide(pipeline, tx, g); });
                for (auto const& result : store->transact(work)) need(result);
            }
            return ms(Clock::now() - start);
        };
        decided = run(small);
        decided_large = run(large);
    }
    auto const db = need(store::sqlite::Connection::open(data + "/ketenpoort.db", store::sqlite::Mode::writer));
    constexpr std::size_t short_text = 700; // bytes of a decision or an answer without findings
    auto const logged = log_ms(*db, small, short_text, 3'000);
    auto const logged_large = log_ms(*db, large, short_text, short_text);
    fmt::print("{{\"messages\":{},\"us_each\":{:.1f},\"log_us_each\":{:.1f},\"share\":{:.4f},\"large_ms\":{:.1f},\"log_large_ms\":{:.1f},"
               "\"share_large\":{:.4f}}}\n",
               small.size(), decided * 1000 / static_cast<double>(small.size()), logged * 1000 / static_cast<double>(small.size()),
               logged / decided, decided_large, logged_large, logged_large / decided_large);
}

} // namespace

int main(int argc, char** argv) {
    std::vector<std::string> const args(argv + 1, argv + argc);
    try {
        if (args.size() == 3 && args[0] == "fill") fill(args[1], number(args[2]));
        else if (args.size() == 3 && args[0] == "prove") prove(args[1], number(args[2]));
        else if (args.size() == 4 && args[0] == "share") share(args[1], args[2], number(args[3]));
        else throw std::runtime_error("fill DATA LEAVES | prove DATA COUNT | share DATA BUNDLE COUNT");
    } catch (std::exception const& fault) {
        fmt::print(stderr, "bench_auditlog: {}\n", fault.what());
        return 1;
    }
    return 0;
}
