#include "store/sqlite/sqlite_store.hpp"
#include "tests/contract/engines.hpp"
#include "tests/unit/store/fault_vfs.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <random>

using namespace contract;
using namespace support;

namespace {

namespace fs = std::filesystem;
using What = FileEvent::What;

constexpr std::size_t sector = 512;

std::string slurp(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void spit(fs::path const& file, std::string const& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

/// An event, what the side files were by then, and how many messages had been acknowledged.
struct Moment {
    FileEvent event;
    std::string stand;
    std::string overneming;
    std::int64_t acknowledged = 0;
};

void put(std::string& content, FileEvent const& event) {
    auto const at = static_cast<std::size_t>(event.at);
    if (event.what == What::truncate) {
        content.resize(at);
        return;
    }
    if (content.size() < at + event.bytes.size()) content.resize(at + event.bytes.size());
    std::ranges::copy(event.bytes, content.begin() + event.at);
}

/// The files as they may be after the power went when `until` events had been asked for: what was synced stands, of the rest any part in any
/// order, and of a write any of its sectors.
std::map<std::string, std::string> after_cut(std::map<std::string, std::string> files, std::span<Moment const> until, std::mt19937& random) {
    std::map<std::string, std::vector<FileEvent>> unsynced;
    for (auto const& [event, stand, overneming, acknowledged] : until) {
        auto& waiting = unsynced[event.file];
        if (event.what != What::sync) {
            waiting.push_back(event);
            continue;
        }
        for (auto const& each : waiting) put(files[event.file], each);
        waiting.clear();
    }
    for (auto& [file, waiting] : unsynced) {
        std::ranges::shuffle(waiting, random);
        for (auto& event : waiting) {
            auto const fate = random() % 3;
            if (fate == 0) continue; // dropped
            if (fate == 1 && event.what == What::write && event.bytes.size() > sector) {
                auto const from = random() % (event.bytes.size() / sector) * sector; // torn
                event.at += static_cast<std::int64_t>(from);
                event.bytes = event.bytes.substr(from, (1 + random() % 4) * sector);
            }
            put(files[file], event);
        }
    }
    return files;
}

} // namespace

TEST_CASE("F05: the power goes at any write, unsynced ones dropped, torn and reordered: what was acknowledged is there, and all is whole") {
    FaultVfs const layer;
    TempDir const directory;
    std::vector<Moment> moments;
    std::map<std::string, std::string> begin; // as they were when listening began, all on disk
    std::int64_t acknowledged = 0;
    auto const here = fs::weakly_canonical(directory.path());
    {
        auto store = good(store::sqlite::open(directory.path(), counting_nonce()));
        process(*store, zending(toewijzingsbericht("T0", "999900006", {{1000}})));
        ++acknowledged;
        // Two rounds without work take the log up and empty it.
        for (int round = 0; round < 2; ++round) REQUIRE(store->maintain().has_value());
        for (auto const& entry : fs::directory_iterator(here)) begin[entry.path().string()] = slurp(entry.path());
        listener = [&](FileEvent event) { moments.push_back({std::move(event), slurp(here / "ketenpoort.stand"), slurp(here / "ketenpoort.db-overneming"), acknowledged}); };
        for (int n = 1; n <= 4; ++n) {
            process(*store, zending(toewijzingsbericht(fmt::format("T{}", n), "999900006", {{1000 + n}})));
            ++acknowledged;
            if (n != 2) continue;
            for (int round = 0; round < 2; ++round) REQUIRE(store->maintain().has_value());
        }
        listener = nullptr;
    }
    REQUIRE(std::ranges::count(moments, What::sync, [](auto const& m) { return m.event.what; }) >= 5);
    REQUIRE(std::ranges::count(moments, What::truncate, [](auto const& m) { return m.event.what; }) >= 1);
    std::mt19937 random(5);
    std::int64_t lost_unacknowledged = 0;
    for (std::size_t cut = 1; cut <= moments.size(); ++cut) {
        auto const& last = moments[cut - 1];
        TempDir const after;
        auto const there = fs::weakly_canonical(after.path());
        for (auto const& [file, bytes] : after_cut(begin, std::span(moments).first(cut), random))
            if (!file.ends_with("-shm") && !file.ends_with(".lock")) spit(there / fs::path(file).filename(), bytes);
        spit(there / "ketenpoort.stand", last.stand);
        spit(there / "ketenpoort.db-overneming", last.overneming);
        CAPTURE(cut);
        CAPTURE(last.acknowledged);
        auto const opened = store::sqlite::open(there, counting_nonce());
        auto const fault = opened ? std::string() : opened.error().context;
        CAPTURE(fault);
        REQUIRE(opened.has_value());
        auto const reader = good((*opened)->reader());
        auto const counted = good(reader->tellingen());
        CHECK(counted.berichten >= last.acknowledged);
        CHECK(counted.berichten <= last.acknowledged + 1);
        CHECK(counted.audit_leaves == counted.berichten);
        CHECK(counted.uit_open == counted.berichten);
        for (std::int64_t id = 1; id <= counted.berichten; ++id) CHECK(good(reader->origineel(id)));
        lost_unacknowledged += static_cast<std::int64_t>(counted.berichten == last.acknowledged);
    }
    CHECK(lost_unacknowledged > 0); // cuts that did cost something happened
}
