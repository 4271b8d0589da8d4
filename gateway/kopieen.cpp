#include "gateway/kopieen.hpp"

#include "gateway/nachtelijk.hpp"
#include "gateway/reservekopie.hpp"

#include <pthread.h>

#include <chrono>
#include <utility>

namespace gateway {

namespace {

constexpr std::chrono::seconds kijken{1};

} // namespace

Kopieen::Kopieen(Opdracht opdracht, Klok klok, Metrics& metrics, Log& log)
    : opdracht_(std::move(opdracht)), klok_(std::move(klok)), metrics_(metrics), log_(log) {
    if (opdracht_.verscheping.empty()) return;
    std::error_code ignored; // met again, and told, when something is written there
    std::filesystem::create_directories(opdracht_.verscheping, ignored);
    auto const segmenten = store::sqlite::segmenten(opdracht_.verscheping);
    if (!segmenten) meld(segmenten.error().context);
    auto const laatste = segmenten && !segmenten->empty() ? std::optional(segmenten->back()) : std::nullopt;
    verscheping_.emplace(opdracht_.data / "ketenpoort.db-wal", [this] { return klok_().utc_ms; }, laatste);
}

Kopieen::~Kopieen() {
    {
        std::scoped_lock const lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
    if (!verscheping_ || verscheping_->gebroken()) return;
    if (auto const done = verscheping_->schrijf(opdracht_.verscheping); !done) meld(done.error().context);
}

void Kopieen::begin() {
    if (!verscheping_ && !opdracht_.minuten) return;
    thread_ = std::thread([this] { run(); });
    pthread_setname_np(thread_.native_handle(), "kopie");
}

void Kopieen::meld(std::string const& fout) {
    if (fout == gemeld_) return;
    gemeld_ = fout;
    if (!fout.empty()) log_.write(LogNiveau::fout, "verscheping_faalt", {{"fout", fout}});
}

void Kopieen::run() {
    wijk();
    auto vorige = klok_().utc_ms;
    std::unique_lock lock(mutex_);
    while (!stop_) {
        lock.unlock();
        if (verscheping_) verscheep();
        auto const nu = klok_().utc_ms;
        if (opdracht_.minuten && tijd_verstreken(*opdracht_.minuten, vorige, nu)) maak_reservekopie();
        vorige = nu;
        lock.lock();
        changed_.wait_for(lock, kijken, [this] { return stop_; });
    }
}

void Kopieen::verscheep() {
    if (verscheping_->gebroken()) nieuwe_basis();
    auto const done = verscheping_->schrijf(opdracht_.verscheping);
    meld(done ? std::string() : done.error().context);
    metrics_.verscheping(verscheping_->achterstand_ms() / 1000, !verscheping_->gebroken());
}

model::Result<void> Kopieen::tussendoor() {
    if (verscheping_ && !verscheping_->gebroken()) {
        // That it fails is told by the next round; what waits stays.
        static_cast<void>(verscheping_->schrijf(opdracht_.verscheping));
        metrics_.verscheping(verscheping_->achterstand_ms() / 1000, true);
    }
    std::scoped_lock const lock(mutex_);
    if (stop_) return std::unexpected(model::Error{model::ErrorCode::overloaded, "het proces stopt"});
    return {};
}

void Kopieen::nieuwe_basis() {
    auto const eerste = verscheping_->begin();
    reservekopie::Opdracht const opdracht{.data = opdracht_.data,
                                          .naar = opdracht_.verscheping,
                                          .soort = "basis",
                                          .moment_ms = klok_().utc_ms,
                                          .sleutel = opdracht_.sleutel,
                                          .van_segment = eerste,
                                          .tot_segment = [this] { return verscheping_->vraag(); },
                                          .hoofdsleutel = opdracht_.hoofdsleutel};
    auto const made = reservekopie::maak(opdracht, [this](std::string_view, std::uint64_t, std::uint64_t) { return tussendoor(); });
    if (made) {
        log_.write(LogNiveau::info, "verscheping_begonnen",
                   {{"map", made->map.string()}, {"van_segment", static_cast<std::int64_t>(made->manifest.van_segment)}});
        return;
    }
    verscheping_->breek();
    if (made.error().code != model::ErrorCode::overloaded) meld(made.error().context);
}

void Kopieen::maak_reservekopie() {
    auto const begin = std::chrono::steady_clock::now();
    auto const moment = klok_().utc_ms;
    reservekopie::Opdracht const opdracht{
        .data = opdracht_.data, .naar = opdracht_.reservekopie, .moment_ms = moment, .sleutel = opdracht_.sleutel, .tot_segment = {},
        .hoofdsleutel = opdracht_.hoofdsleutel};
    auto const made = reservekopie::maak(opdracht, [this](std::string_view, std::uint64_t, std::uint64_t) { return tussendoor(); });
    metrics_.reservekopie(moment / 1000, made.has_value());
    if (!made) {
        log_.write(LogNiveau::fout, "reservekopie_mislukt", {{"fout", made.error().context}});
        return;
    }
    auto const ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
    log_.write(LogNiveau::info, "reservekopie_gemaakt",
               {{"map", made->map.string()},
                {"bytes", static_cast<std::int64_t>(made->manifest.bestanden.front().bytes)},
                {"regels", static_cast<std::int64_t>(made->manifest.regels)},
                {"duur_ms", ms}});
}

} // namespace gateway
