#include "store/sqlite/verscheping.hpp"
#include "store/sqlite/kopie.hpp"
#include "store/sqlite/sqlite_store.hpp"
#include "tests/contract/engines.hpp"
#include "tests/contract/ketenberichten.hpp"

#include <string>
#include <vector>

using namespace contract;
using namespace support;
using namespace store::sqlite;

namespace {

/// A store whose commits are carried away, with a clock that stands still until it is moved.
class Wereld {
public:
    Wereld()
        : store_(good(store::sqlite::open(data_.path(), counting_nonce()))),
          verscheping_(data_.path() / "ketenpoort.db-wal", [this] { return nu_ms_; }, std::nullopt) {
        verscheep(*store_, &verscheping_);
    }
    ~Wereld() { verscheep(*store_, nullptr); }
    Wereld(Wereld const&) = delete;
    Wereld& operator=(Wereld const&) = delete;

    /// Decides messages, so many commits.
    void beslis(int count) {
        for (int i = 0; i < count; ++i) {
            ++berichten_;
            process(*store_, zending(toewijzingsbericht(fmt::format("T{}", berichten_), "999900006", {{berichten_}})));
        }
    }
    /// Later, when what waited is cut and written.
    void later() {
        good(store_->maintain()); // as after each group: from here on it waits
        nu_ms_ += 10'000;
        good(store_->maintain());
        good(verscheping_.schrijf(weg_.path()));
    }
    /// A copy that the present row belongs to.
    void kopieer(std::filesystem::path const& naar) {
        good(store::sqlite::kopieer(data_.path(), naar, std::uint64_t{1} << 30, [] {}, [](std::int64_t, std::int64_t) { return model::Result<void>(); }));
        // A copy goes without the master keys: whoever uses it brings them.
        std::filesystem::copy_file(data_.path() / "hoofdsleutel", naar / "hoofdsleutel", std::filesystem::copy_options::overwrite_existing);
    }
    [[nodiscard]] std::vector<Segment> segmenten() const { return good(store::sqlite::segmenten(weg_.path())); }
    [[nodiscard]] std::filesystem::path bestand(Segment const& segment) const { return weg_.path() / bestandsnaam(segment.nummer); }
    Verscheping& verscheping() { return verscheping_; }
    store::Store& store() { return *store_; }
    [[nodiscard]] int berichten() const { return berichten_; }

private:
    TempDir data_;
    TempDir weg_;
    std::int64_t nu_ms_ = 1'000'000;
    std::unique_ptr<store::Store> store_;
    Verscheping verscheping_;
    int berichten_ = 0;
};

} // namespace

TEST_CASE("the head of a segment goes there and back, and nothing else is one") {
    Segment const segment{42, 1'795'000'000'123, 7, std::string(64, 'a'), std::string(64, 'b')};
    auto const kop = tekst(segment);
    CHECK(kop.size() == segment_kop_bytes);
    auto const terug = ontleed_segment(kop);
    REQUIRE(terug);
    CHECK(tekst(*terug) == kop);
    for (std::size_t at = 0; at < kop.size(); ++at) {
        auto anders = kop;
        anders[at] = static_cast<char>(anders[at] ^ 1);
        CAPTURE(at);
        CHECK_FALSE(ontleed_segment(anders));
    }
}

TEST_CASE("a copy and the segments after it give the store as it was at each of them") {
    Wereld wereld;
    wereld.beslis(3);
    CHECK(wereld.verscheping().gebroken());
    wereld.verscheping().begin();
    wereld.later();
    TempDir const kopie;
    wereld.kopieer(kopie.path());
    std::vector<int> bij; // messages at each segment
    for (int round = 0; round < 6; ++round) {
        wereld.beslis(2);
        if (round == 3) {
            good(wereld.store().maintain()); // in quiet times the log is emptied: it was cut before
            good(wereld.store().maintain());
        }
        wereld.later();
        bij.push_back(wereld.berichten());
    }
    auto const segmenten = wereld.segmenten();
    REQUIRE(segmenten.size() >= 7);
    CHECK(segmenten.front().vorige.empty());
    for (std::size_t i = 1; i < segmenten.size(); ++i) {
        CHECK(segmenten[i].nummer == segmenten[i - 1].nummer + 1);
        CHECK(segmenten[i].vorige == kop_hash(segmenten[i - 1]));
    }
    {
        auto naspeler = good(Naspeler::open(kopie.path() / "ketenpoort.db"));
        for (auto const& segment : segmenten) good(naspeler.speel(wereld.bestand(segment), segment));
        good(naspeler.klaar());
    }
    good(leg_vast(kopie.path()));
    auto const terug = good(store::sqlite::open(kopie.path(), counting_nonce()));
    auto const daar = good(good(terug->reader())->tellingen());
    auto const hier = good(good(wereld.store().reader())->tellingen());
    CHECK(daar.berichten == bij.back());
    CHECK(daar.audit_root == hier.audit_root);
}

TEST_CASE("a new row does not join the one before it: what was committed in between is in no segment") {
    Wereld wereld;
    wereld.verscheping().begin();
    wereld.beslis(1);
    wereld.later();
    wereld.verscheping().breek();
    CHECK(wereld.verscheping().gebroken());
    wereld.beslis(1); // lost to the segments
    wereld.later();
    auto const before = wereld.segmenten().size();
    wereld.verscheping().begin();
    wereld.beslis(1);
    wereld.later();
    auto const segmenten = wereld.segmenten();
    REQUIRE(segmenten.size() > before);
    CHECK(segmenten[before].vorige.empty());
}

TEST_CASE("what waits is told, and what is changed on the other side is not played") {
    Wereld wereld;
    wereld.verscheping().begin();
    wereld.beslis(1);
    wereld.later();
    CHECK(wereld.verscheping().achterstand_ms() == 0);
    TempDir const kopie;
    wereld.kopieer(kopie.path());
    wereld.beslis(1);
    wereld.later();
    auto segment = wereld.segmenten().back();
    auto naspeler = good(Naspeler::open(kopie.path() / "ketenpoort.db"));
    segment.inhoud[0] = segment.inhoud[0] == '0' ? '1' : '0';
    auto const played = naspeler.speel(wereld.bestand(segment), segment);
    REQUIRE_FALSE(played.has_value());
    CHECK(played.error().code == model::ErrorCode::store_corrupt);
    CHECK(wereld.verscheping().schrijf("/nergens/hier").has_value()); // nothing waits
}
