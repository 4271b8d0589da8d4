#include "gateway/pipeline.hpp"
#include "gateway/soap/inname.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/bench/berichten.hpp"
#include "tests/bench/common.hpp"
#include "xsd/read.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// One measured step, one process, so that its peak memory is its own. Prints one JSON line. Used by run.py.
///
///   bench_steps generate DIR COUNT FILES     FILES declaraties of COUNT prestaties each
///   bench_steps fill DATA BUNDLE COUNT       a store with COUNT toewijzingen and the bundle
///   bench_steps validate FILE...             schema validation only
///   bench_steps read FILE...                 level 1 and the typed message
///   bench_steps process DATA FILE...         everything, each message with a commit of its own
///   bench_steps omhul FILE...                writes each message in an envelope, FILE.ggk
///   bench_steps ontvang DATA FILE.ggk...     everything from the envelope on, to the Bv03
namespace {

using bench::Clock;
using bench::decide;
using bench::need;
using bench::number;

std::string slurp(std::string const& path) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    if (!in) throw std::runtime_error("cannot open " + path);
    std::string bytes(static_cast<std::size_t>(in.tellg()), '\0');
    in.seekg(0);
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!in) throw std::runtime_error("cannot read " + path);
    return bytes;
}

/// A field of /proc/self/status in KiB.
std::size_t memory_kib(std::string_view field) {
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with(field)) {
            auto const from = line.find_first_of("0123456789");
            return number(std::string_view(line).substr(from, line.find(' ', from) - from));
        }
    throw std::runtime_error("no memory figures in /proc");
}

/// Runs `one` on each file's bytes and reports; reading the files is not timed, but their bytes count as memory.
template <class One>
void measure(std::vector<std::string> const& files, One&& one) {
    auto const idle = memory_kib("VmRSS:");
    std::ofstream("/proc/self/clear_refs") << 5; // VmHWM starts again from here
    std::size_t total_bytes = 0;
    double seconds = 0;
    std::clock_t ticks = 0; // CPU time, which other programs on the machine disturb less
    for (auto const& file : files) {
        auto const bytes = slurp(file);
        auto const start = Clock::now();
        auto const start_ticks = std::clock();
        one(bytes);
        ticks += std::clock() - start_ticks;
        seconds += std::chrono::duration<double>(Clock::now() - start).count();
        total_bytes += bytes.size();
    }
    fmt::print("{{\"seconds\":{:.6f},\"cpu\":{:.6f},\"bytes\":{},\"idle_kib\":{},\"peak_kib\":{}}}\n", seconds,
               static_cast<double>(ticks) / CLOCKS_PER_SEC, total_bytes, idle, memory_kib("VmHWM:"));
}

void generate(std::string const& directory, std::size_t count, std::size_t files) {
    for (std::size_t k = 0; k < files; ++k) {
        std::ofstream out(fmt::format("{}/{:05}.xml", directory, k), std::ios::binary);
        out << bench::declaratie(k * count, count, k + 1);
        if (!out.flush()) throw std::runtime_error("cannot write to " + directory);
    }
}

void fill(std::string const& data, std::string const& bundle, std::size_t count) {
    auto const schemas = need(xsd::SchemaSet::built_in());
    gateway::Pipeline pipeline(schemas);
    auto const store = need(store::sqlite::open(data, store::sqlite::random_nonce()));
    bench::activate(*store, bundle);

    constexpr std::size_t group_size = 200;
    for (std::size_t n = 0; n * bench::per_301 < count;) {
        std::vector<std::string> xml;
        for (; xml.size() < group_size && n * bench::per_301 < count; ++n) xml.push_back(bench::toewijzingen(n));
        std::vector<gateway::Gelezen> gelezen;
        for (auto const& bytes : xml) gelezen.push_back(pipeline.read(std::as_bytes(std::span(bytes))));
        std::vector<store::Store::Work> work;
        for (auto const& g : gelezen) work.emplace_back([&](store::Transaction& tx) { return decide(pipeline, tx, g); });
        for (auto const& result : store->transact(work)) need(result);
        need(store->maintain());
    }
    fmt::print("{{\"toewijzingen\":{}}}\n", count);
}

void validate(std::vector<std::string> const& files) {
    auto const schemas = need(xsd::SchemaSet::built_in());
    auto const warm = bench::declaratie(0, 1, 0);
    if (!xsd::validate(*schemas, std::as_bytes(std::span(warm))).empty()) throw std::runtime_error("the generated message is not valid");
    measure(files, [&](std::string const& bytes) {
        if (!xsd::validate(*schemas, std::as_bytes(std::span(bytes))).empty()) throw std::runtime_error("not valid");
    });
}

void read(std::vector<std::string> const& files) {
    auto const schemas = need(xsd::SchemaSet::built_in());
    auto const warm = bench::declaratie(0, 1, 0);
    if (!xsd::read(*schemas, std::as_bytes(std::span(warm)))) throw std::runtime_error("the generated message is not valid");
    measure(files, [&](std::string const& bytes) {
        if (!xsd::read(*schemas, std::as_bytes(std::span(bytes)))) throw std::runtime_error("not valid");
    });
}

void process(std::string const& data, std::vector<std::string> const& files) {
    auto const schemas = need(xsd::SchemaSet::built_in());
    gateway::Pipeline pipeline(schemas);
    auto const store = need(store::sqlite::open(data, store::sqlite::random_nonce()));
    auto const one = [&](std::string const& bytes) {
        auto const gelezen = pipeline.read(std::as_bytes(std::span(bytes)));
        need(store->transact([&](store::Transaction& tx) { return decide(pipeline, tx, gelezen); }));
    };
    one(bench::declaratie(99'999, 1, 999'999)); // loads the bundle
    measure(files, one);
    need(store->maintain());
}

void omhul(std::vector<std::string> const& files) {
    gateway::Pipeline const pipeline(need(xsd::SchemaSet::built_in()));
    std::size_t n = 0;
    for (auto const& file : files) {
        std::ofstream out(file + ".ggk", std::ios::binary);
        out << bench::envelop(pipeline, slurp(file), ++n);
        if (!out.flush()) throw std::runtime_error("cannot write " + file + ".ggk");
    }
}

void ontvang(std::string const& data, std::vector<std::string> const& files) {
    gateway::Pipeline pipeline(need(xsd::SchemaSet::built_in()));
    auto const envelop_schemas = need(xsd::EnvelopSchemas::built_in());
    auto const store = need(store::sqlite::open(data, store::sqlite::random_nonce()));
    auto const moment = bench::moment();
    gateway::Peer const peer;
    std::size_t n = 0;
    auto const one = [&](std::string const& bytes) {
        auto const gelezen = gateway::soap::lees(*envelop_schemas, pipeline, peer, "", std::as_bytes(std::span(bytes)), moment.vandaag);
        if (!gelezen) throw std::runtime_error(gelezen.error().faultstring);
        need(store->transact([&](store::Transaction& tx) -> model::Result<void> {
            auto const made =
                gateway::soap::neem_in(tx, pipeline, peer, **gelezen, moment, fmt::format("00000000-0000-4000-9000-{:012}", ++n));
            if (!made) return std::unexpected(made.error());
            if (!made->besluit || made->besluit->uitkomst != model::Uitkomst::goedgekeurd) throw std::runtime_error("not approved");
            return {};
        }));
    };
    one(bench::envelop(pipeline, bench::declaratie(99'999, 1, 999'999), 0)); // loads the bundle
    measure(files, one);
    need(store->maintain());
}

int run(std::vector<std::string> const& arguments) {
    auto const rest = [&](std::size_t from) { return std::vector(arguments.begin() + static_cast<std::ptrdiff_t>(from), arguments.end()); };
    if (arguments.size() == 4 && arguments[0] == "generate") generate(arguments[1], number(arguments[2]), number(arguments[3]));
    else if (arguments.size() == 4 && arguments[0] == "fill") fill(arguments[1], arguments[2], number(arguments[3]));
    else if (arguments.size() >= 2 && arguments[0] == "validate") validate(rest(1));
    else if (arguments.size() >= 2 && arguments[0] == "read") read(rest(1));
    else if (arguments.size() >= 3 && arguments[0] == "process") process(arguments[1], rest(2));
    else if (arguments.size() >= 2 && arguments[0] == "omhul") omhul(rest(1));
    else if (arguments.size() >= 3 && arguments[0] == "ontvang") ontvang(arguments[1], rest(2));
    else
        throw std::runtime_error(
            "usage: generate DIR COUNT FILES | fill DATA BUNDLE COUNT | validate FILE... | read FILE... | process DATA FILE... | "
            "omhul FILE... | ontvang DATA FILE.ggk...");
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return run({argv + 1, argv + argc});
    } catch (std::exception const& error) {
        fmt::print(stderr, "bench_steps: {}\n", error.what());
        return 1;
    }
}
