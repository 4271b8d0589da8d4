#include "gateway/replay/stroom.hpp"

#include <fmt/format.h>
#include <pthread.h>

#include <algorithm>
#include <utility>

namespace gateway::replay {

Stroom::Stroom(store::Reader& reader, Pipeline const& pipeline, std::uint64_t van, std::uint64_t tot, bool met_schema,
               std::function<void()> const& begin)
    : met_schema_(met_schema), thread_([this, &reader, &pipeline, van, tot, begin] {
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
    if (genomen_.empty()) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return (!klaar_.empty() && genoeg()) || fault_; });
        if (klaar_.empty()) std::rethrow_exception(fault_);
        genomen_.swap(klaar_);
        bytes_ = 0;
        vol_ = false;
        lock.unlock();
        changed_.notify_all();
    }
    auto stuk = std::move(genomen_.front());
    genomen_.pop_front();
    return stuk;
}

bool Stroom::genoeg() const { return vol_ || klaar_om_ || klaar_.size() >= meeste_stukken / 2 || bytes_ >= meeste_bytes / 2; }

bool Stroom::geef(model::Result<std::unique_ptr<Stuk>> stuk) {
    bool const laatste = !stuk || *stuk == nullptr;
    auto const size = laatste ? 0 : (*stuk)->bytes.size();
    std::unique_lock lock(mutex_);
    auto const past = [&] { return stop_ || klaar_.empty() || (klaar_.size() < meeste_stukken && bytes_ + size <= meeste_bytes); };
    if (!past()) {
        vol_ = true;
        changed_.notify_all();
        changed_.wait(lock, past);
    }
    if (stop_) return false;
    bytes_ += size;
    klaar_.push_back(std::move(stuk));
    klaar_om_ = laatste;
    bool const wek = genoeg();
    lock.unlock();
    if (wek) changed_.notify_all();
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

bool Stroom::zelfde_schemas(Pipeline const& pipeline, std::string_view hash) {
    return std::ranges::any_of(pipeline.schemas().releases(), [&](auto const& release) { return release->hash == hash; });
}

model::Result<std::unique_ptr<Stuk>> Stroom::lees(store::Reader& reader, Pipeline const& pipeline, store::Gebeurtenis gebeurtenis) const {
    auto stuk = std::make_unique<Stuk>(std::move(gebeurtenis));
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
    // What was refused at level 1 has no bytes here, so these passed it. The hash below says that they are those of then, and the release that
    // reads them must be the one that did.
    auto const bytes = std::as_bytes(std::span(stuk->bytes));
    auto const* toen = ontvangen != nullptr ? &ontvangen->uitspraak : &afgedaan->uitspraak;
    bool const heel = ontvangen == nullptr || ontvangen->gewist == store::Weg::niets;
    if (!met_schema_ && heel && zelfde_schemas(pipeline, toen->schema_hash)) {
        stuk->gelezen = pipeline.read_again(bytes);
        stuk->schema_gold = stuk->gelezen->release && stuk->gelezen->release->hash == toen->schema_hash;
    }
    if (!stuk->schema_gold) stuk->gelezen = pipeline.read(bytes);
    if (ontvangen != nullptr && ontvangen->gewist == store::Weg::niets && stuk->gelezen->sha256 != ontvangen->sha256)
        return std::unexpected(
            model::Error{model::ErrorCode::store_corrupt, fmt::format("de inhoud van bericht {} is niet wat er binnenkwam (SHA-256 {})",
                                                                      ontvangen->id, stuk->gelezen->sha256)});
    return stuk;
}

} // namespace gateway::replay
