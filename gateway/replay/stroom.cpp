#include "gateway/replay/stroom.hpp"

#include <fmt/format.h>
#include <pthread.h>

#include <algorithm>
#include <utility>

namespace gateway::replay {

namespace {

constexpr std::size_t meeste_stukken = 512;
constexpr std::size_t meeste_bytes = std::size_t{8} << 20;

} // namespace

Stroom::Stroom(store::Reader& reader, Pipeline const& pipeline, std::uint64_t van, std::uint64_t tot, bool met_schema,
               std::function<void()> const& begin)
    : met_schema_(met_schema), overdracht_(meeste_stukken, meeste_bytes), thread_([this, &reader, &pipeline, van, tot, begin] {
          if (begin) begin();
          run(reader, pipeline, van, tot);
      }) {
    pthread_setname_np(thread_.native_handle(), "replay-lees");
}

Stroom::~Stroom() {
    overdracht_.stop();
    thread_.join();
}

model::Result<std::unique_ptr<Stuk>> Stroom::volgende() {
    if (auto stuk = overdracht_.neem()) return std::move(*stuk);
    // A bug is for who asked for the events to meet.
    if (fault_) std::rethrow_exception(fault_);
    return nullptr;
}

void Stroom::run(store::Reader& reader, Pipeline const& pipeline, std::uint64_t van, std::uint64_t tot) {
    try {
        for (bool more = true; more;) {
            auto next = reader.historie().volgende(van, tot);
            if (next && !*next) break;
            if (!next) {
                overdracht_.geef(std::unexpected(next.error()), 0);
                break;
            }
            van = (*next)->index + 1;
            auto stuk = lees(reader, pipeline, std::move(**next));
            auto const bytes = stuk ? (*stuk)->bytes.size() : 0;
            more = stuk.has_value();
            more = overdracht_.geef(std::move(stuk), bytes) && more;
        }
    } catch (...) {
        fault_ = std::current_exception();
    }
    overdracht_.sluit();
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
    // What was refused at level 1 has no bytes here, so these passed it. The hash below says that they are those of then, and the release
    // that reads them must be the one that did.
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
