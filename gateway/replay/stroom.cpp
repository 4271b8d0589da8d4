#include "gateway/replay/stroom.hpp"

#include <fmt/format.h>
#include <pthread.h>

#include <utility>

namespace gateway::replay {

Stroom::Stroom(store::Reader& reader, Pipeline const& pipeline, std::uint64_t van, std::uint64_t tot, std::function<void()> const& begin)
    : thread_([this, &reader, &pipeline, van, tot, begin] {
          if (begin) begin();
          run(reader, pipeline, van, tot);
      }) {
    pthread_setname_np(thread_.native_handle(), "replay-lees");
}

Stroom::~Stroom() {
    {
        std::scoped_lock const lock(mutex_);
        stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

model::Result<std::unique_ptr<Stuk>> Stroom::volgende() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !klaar_.empty() || fault_; });
    if (klaar_.empty()) std::rethrow_exception(fault_);
    auto stuk = std::move(klaar_.front());
    klaar_.pop_front();
    if (stuk && *stuk) bytes_ -= (*stuk)->bytes.size();
    lock.unlock();
    changed_.notify_all();
    return stuk;
}

bool Stroom::geef(model::Result<std::unique_ptr<Stuk>> stuk) {
    auto const size = stuk && *stuk ? (*stuk)->bytes.size() : 0;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stop_ || klaar_.empty() || (klaar_.size() < meeste_stukken && bytes_ + size <= meeste_bytes); });
    if (stop_) return false;
    bytes_ += size;
    klaar_.push_back(std::move(stuk));
    lock.unlock();
    changed_.notify_all();
    return true;
}

void Stroom::run(store::Reader& reader, Pipeline const& pipeline, std::uint64_t van, std::uint64_t tot) {
    try {
        for (bool more = true; more;) {
            auto next = reader.historie().volgende(van, tot);
            if (!next || !*next) {
                geef(next ? model::Result<std::unique_ptr<Stuk>>(nullptr) : std::unexpected(next.error()));
                return;
            }
            van = (*next)->index + 1;
            auto stuk = lees(reader, pipeline, std::move(**next));
            more = stuk.has_value();
            more = geef(std::move(stuk)) && more;
        }
    } catch (...) {
        // A bug is for who asked for the events to meet.
        std::scoped_lock const lock(mutex_);
        fault_ = std::current_exception();
        changed_.notify_all();
    }
}

model::Result<std::unique_ptr<Stuk>> Stroom::lees(store::Reader& reader, Pipeline const& pipeline, store::Gebeurtenis gebeurtenis) {
    auto stuk = std::make_unique<Stuk>(std::move(gebeurtenis), std::string(), std::nullopt);
    auto* ontvangen = std::get_if<store::Ontvangen>(&stuk->gebeurtenis.wat);
    auto const* afgedaan = std::get_if<store::Afgedaan>(&stuk->gebeurtenis.wat);
    if (ontvangen != nullptr && ontvangen->gewist == store::Weg::helemaal) return stuk;
    if (ontvangen != nullptr && ontvangen->bytes) {
        stuk->bytes = std::move(*ontvangen->bytes);
        ontvangen->bytes.emplace();
    } else if (afgedaan != nullptr) {
        auto bytes = reader.origineel(afgedaan->id);
        if (!bytes) return std::unexpected(bytes.error());
        if (!*bytes) return stuk; // erased
        stuk->bytes = std::move(**bytes);
    } else {
        return stuk;
    }
    stuk->gelezen = pipeline.read(std::as_bytes(std::span(stuk->bytes)));
    if (ontvangen != nullptr && ontvangen->gewist == store::Weg::niets && stuk->gelezen->sha256 != ontvangen->sha256)
        return std::unexpected(
            model::Error{model::ErrorCode::store_corrupt, fmt::format("de inhoud van bericht {} is niet wat er binnenkwam (SHA-256 {})",
                                                                      ontvangen->id, stuk->gelezen->sha256)});
    return stuk;
}

} // namespace gateway::replay
