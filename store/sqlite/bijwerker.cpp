#include "store/sqlite/bijwerker.hpp"

#include <algorithm>
#include <utility>

namespace store::sqlite {
namespace {

/// SQLite has four places for where readers stand in the log. One is for whoever holds it up; others who read share one when there is none
/// left, which costs them nothing.
constexpr std::size_t meeste_wachters = 3;

} // namespace

void Bijwerker::gebruik(Spoeler* spoeler, std::int64_t vanaf) {
    los();
    spoeler_ = spoeler;
    vanaf_ = vanaf;
}

bool Bijwerker::zet_wachter() {
    std::unique_ptr<Connection> db;
    if (rustend_.empty()) {
        auto opened = Connection::open(databank_, Mode::reader);
        if (!opened) return false;
        db = std::move(*opened);
        db->houd_open(bestand_);
    } else {
        db = std::move(rustend_.back());
        rustend_.pop_back();
    }
    // The first read fixes where it stands.
    if (!db->query("BEGIN").run() || !db->query("SELECT count(*) FROM sqlite_schema").run()) return false;
    wachters_.push_back({std::move(db), laatste_});
    return true;
}

void Bijwerker::ontsla_eerste() noexcept {
    wachters_.front().db->roll_back();
    rustend_.push_back(std::move(wachters_.front().db));
    wachters_.pop_front();
}

model::Result<Bijwerker::Stap> Bijwerker::stap(std::int64_t pages) {
    if (pages > 0) laatste_ = pages;
    if (wachters_.empty()) {
        if (pages < vanaf_) return Stap::niets;
        begin_ = 0;
        return spoeler_ != nullptr && zet_wachter() ? Stap::niets : Stap::rond_af;
    }
    if (!gevraagd_) return pages > wachters_.front().merk ? Stap::kopieer : Stap::niets;
    auto const gespoeld = spoeler_->uitkomst();
    if (!gespoeld) return Stap::niets;
    if (!*gespoeld) return std::unexpected(gespoeld->error());
    auto const merk = wachters_.front().merk;
    gevraagd_ = false;
    ontsla_eerste();
    if (!wachters_.empty()) return Stap::niets;
    // What came meanwhile may be much again, after a copy of the store; it becomes less each time, or more comes in than a round takes up.
    auto const rest = laatste_ - merk;
    bool const nog_een = rest >= vanaf_ && rest < (merk - begin_) / 2;
    begin_ = merk;
    return nog_een && zet_wachter() ? Stap::niets : Stap::rond_af;
}

void Bijwerker::gekopieerd(std::int64_t frames) {
    if (wachters_.empty() || gevraagd_) return;
    if (frames >= wachters_.front().merk) {
        spoeler_->vraag(bestand_);
        gevraagd_ = true;
        return;
    }
    // Somebody reads what is older. The first one goes when there are enough: also when it is its own place that is older, because there was
    // none left for it.
    if (laatste_ - wachters_.back().merk < std::max(vanaf_, laatste_ / 4)) return;
    if (wachters_.size() == meeste_wachters) ontsla_eerste();
    static_cast<void>(zet_wachter());
}

void Bijwerker::los() noexcept {
    while (!wachters_.empty()) ontsla_eerste();
    gevraagd_ = false;
}

} // namespace store::sqlite
