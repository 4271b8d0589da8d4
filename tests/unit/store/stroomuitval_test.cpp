#include "store/sqlite/spoeler.hpp"
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

/// Work on a store with one message that is on disk, and all that was asked of its files meanwhile.
class Opname {
public:
    explicit Opname(store::sqlite::Spoeler* spoeler = nullptr) {
        store_ = good(store::sqlite::open(directory_.path(), counting_nonce()));
        if (spoeler != nullptr) store::sqlite::spoel(*store_, spoeler, 1);
        bericht();
        // Two rounds without work take the log up and empty it.
        for (int round = 0; round < 2; ++round) REQUIRE(store_->maintain().has_value());
        for (auto const& entry : fs::directory_iterator(here_)) begin_[entry.path().string()] = slurp(entry.path());
        listener = [this](FileEvent event) {
            moments_.push_back({std::move(event), slurp(here_ / "ketenpoort.stand"), slurp(here_ / "ketenpoort.db-overneming"), acknowledged_});
        };
    }
    ~Opname() { listener = nullptr; }
    Opname(Opname const&) = delete;
    Opname& operator=(Opname const&) = delete;

    void bericht() {
        auto z = zending(toewijzingsbericht(fmt::format("T{}", acknowledged_), "999900006", {{1000 + acknowledged_}}));
        // Pages of its own, which no later message writes again.
        for (int i = 0; i < 10'000; ++i) z.bytes += static_cast<char>(vulling_());
        process(*store_, z);
        ++acknowledged_;
    }
    void onderhoud() { REQUIRE(store_->maintain().has_value()); }
    void sluit() {
        store_.reset();
        listener = nullptr;
    }
    /// How often that was asked of the database since an event.
    [[nodiscard]] std::ptrdiff_t databank(What what, std::size_t since) const {
        return std::ranges::count_if(moments_.begin() + static_cast<std::ptrdiff_t>(since), moments_.end(),
                                     [what](Moment const& m) { return m.event.what == what && m.event.file.ends_with("ketenpoort.db"); });
    }
    [[nodiscard]] std::ptrdiff_t alle(What what) const {
        return std::ranges::count(moments_, what, [](Moment const& m) { return m.event.what; });
    }
    [[nodiscard]] std::size_t gezien() const { return moments_.size(); }

    /// Has the power go at each event, and opens what is left. @returns how many cuts cost something that was not acknowledged
    std::int64_t elke_uitval(unsigned seed) const;

private:
    TempDir directory_;
    fs::path here_ = fs::weakly_canonical(directory_.path());
    std::vector<Moment> moments_;
    std::map<std::string, std::string> begin_; ///< as they were when listening began, all on disk
    std::int64_t acknowledged_ = 0;
    std::mt19937 vulling_{7};
    std::unique_ptr<store::Store> store_;
};

std::int64_t Opname::elke_uitval(unsigned seed) const {
    std::mt19937 random(seed);
    std::int64_t lost_unacknowledged = 0;
    for (std::size_t cut = 1; cut <= moments_.size(); ++cut) {
        auto const& last = moments_[cut - 1];
        TempDir const after;
        auto const there = fs::weakly_canonical(after.path());
        for (auto const& [file, bytes] : after_cut(begin_, std::span(moments_).first(cut), random))
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
    return lost_unacknowledged;
}

} // namespace

TEST_CASE("F05: the power goes at any write, unsynced ones dropped, torn and reordered: what was acknowledged is there, and all is whole") {
    FaultVfs const layer;
    Opname opname;
    for (int n = 1; n <= 4; ++n) {
        opname.bericht();
        if (n != 2) continue;
        for (int round = 0; round < 2; ++round) opname.onderhoud();
    }
    opname.sluit();
    REQUIRE(opname.alle(What::sync) >= 5);
    REQUIRE(opname.alle(What::truncate) >= 1);
    CHECK(opname.elke_uitval(5) > 0); // cuts that did cost something happened
}

TEST_CASE("F05: the same while the log is taken up in rounds, of which the disk hears late") {
    FaultVfs const layer;
    store::sqlite::Spoeler spoeler;
    Opname opname(&spoeler);
    for (int ronde = 0; ronde < 2; ++ronde) {
        opname.bericht();
        opname.onderhoud(); // the guard
        opname.bericht();
        auto const voor = opname.gezien();
        opname.onderhoud();
        REQUIRE(opname.databank(What::write, voor) > 0);
        REQUIRE(opname.databank(What::sync, voor) == 0);
        opname.bericht(); // on disk, in the same log
        opname.onderhoud();
        REQUIRE(opname.databank(What::sync, voor) == 0);
        spoeler.spoel();
        opname.bericht();
        opname.onderhoud();
        REQUIRE(opname.databank(What::sync, voor) == 1);
        opname.bericht(); // in a new log
    }
    opname.sluit();
    CHECK(opname.elke_uitval(6) > 0);
}
