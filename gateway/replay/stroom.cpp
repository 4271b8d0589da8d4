#include "gateway/replay/stroom.hpp"

#include <fmt/format.h>
#include <pthread.h>

#include <algorithm>
#include <utility>

namespace gateway::replay {

namespace {

constexpr std::size_t meeste_stukken = 512;
constexpr std::size_t meeste_bytes = std::size_t{8} << 20;
constexpr std::size_t samen_stukken = 64; ///< that are fetched together, or fewer when they are long
constexpr std::size_t samen_bytes = std::size_t{1} << 20;

} // namespace

Stroom::Stroom(store::Reader& reader, Pipeline const& pipeline, std::uint64_t van, std::uint64_t tot, bool met_schema,
               std::function<void()> const& begin)
    : met_schema_(met_schema), gehaald_(meeste_stukken, meeste_bytes), begrepen_(meeste_stukken, meeste_bytes),
      haler_([this, &reader, van, tot, begin] {
          if (begin) begin();
          lees(reader, van, tot);
      }),
      ontleder_([this, &pipeline, begin] {
          if (begin) begin();
          ontleed(pipeline);
      }) {
    pthread_setname_np(haler_.native_handle(), "replay-haal");
    pthread_setname_np(ontleder_.native_handle(), "replay-lees");
}

Stroom::~Stroom() {
    begrepen_.stop();
    gehaald_.stop();
}

model::Result<std::unique_ptr<Stuk>> Stroom::volgende() {
    if (auto stuk = begrepen_.neem()) return std::move(*stuk);
    // A bug is for who asked for the events to meet.
    if (fault_) std::rethrow_exception(fault_);
    return nullptr;
}

void Stroom::lees(store::Reader& reader, std::uint64_t van, std::uint64_t tot) {
    std::vector<model::Result<std::unique_ptr<Stuk>>> samen;
    auto& historie = reader.historie();
    try {
        for (bool more = true; more;) {
            // To open the database costs as much as to read a small message. It is let go of before anybody is waited for.
            for (std::size_t bytes = 0; more && samen.size() < samen_stukken && bytes < samen_bytes;) {
                auto next = historie.volgende(van, tot);
                more = next && *next;
                if (!next) samen.emplace_back(std::unexpected(next.error()));
                if (!more) break;
                van = (*next)->index + 1;
                auto const& stuk = samen.emplace_back(haal(reader, std::move(**next)));
                more = stuk.has_value();
                if (more) bytes += (*stuk)->bytes.size();
            }
            historie.laat_los();
            for (auto& stuk : samen) {
                auto const bytes = stuk ? (*stuk)->bytes.size() : 0;
                more = gehaald_.geef(std::move(stuk), bytes) && more;
            }
            samen.clear();
        }
    } catch (...) {
        historie.laat_los();
        fault_haal_ = std::current_exception();
    }
    gehaald_.sluit();
}

void Stroom::ontleed(Pipeline const& pipeline) {
    try {
        for (bool more = true; more;) {
            auto stuk = gehaald_.neem();
            if (!stuk) {
                fault_ = fault_haal_;
                break;
            }
            if (*stuk)
                if (auto done = begrijp(pipeline, ***stuk); !done) *stuk = std::unexpected(std::move(done.error()));
            auto const bytes = *stuk ? (**stuk)->bytes.size() : 0;
            more = stuk->has_value();
            more = begrepen_.geef(std::move(*stuk), bytes) && more;
        }
    } catch (...) {
        fault_ = std::current_exception();
    }
    gehaald_.stop();
    begrepen_.sluit();
}

bool Stroom::zelfde_schemas(Pipeline const& pipeline, std::string_view hash) {
    return std::ranges::any_of(pipeline.schemas().releases(), [&](auto const& release) { return release->hash == hash; });
}

model::Result<std::unique_ptr<Stuk>> Stroom::haal(store::Reader& reader, store::Gebeurtenis gebeurtenis) {
    auto stuk = std::make_unique<Stuk>(std::move(gebeurtenis));
    if (auto* ontvangen = std::get_if<store::Ontvangen>(&stuk->gebeurtenis.wat); ontvangen != nullptr && ontvangen->bytes) {
        stuk->bytes = std::move(*ontvangen->bytes);
        ontvangen->bytes.emplace();
    } else if (auto const* afgedaan = std::get_if<store::Afgedaan>(&stuk->gebeurtenis.wat)) {
        auto bytes = reader.origineel(afgedaan->id);
        if (!bytes) return std::unexpected(bytes.error());
        if (*bytes) stuk->bytes = std::move(**bytes); // else erased
    }
    return stuk;
}

model::Result<void> Stroom::begrijp(Pipeline const& pipeline, Stuk& stuk) const {
    auto const* ontvangen = std::get_if<store::Ontvangen>(&stuk.gebeurtenis.wat);
    auto const* afgedaan = std::get_if<store::Afgedaan>(&stuk.gebeurtenis.wat);
    if (ontvangen != nullptr && (!ontvangen->bytes || ontvangen->gewist == store::Weg::helemaal)) return {};
    if (ontvangen == nullptr && (afgedaan == nullptr || stuk.bytes.empty())) return {};
    // What was refused at level 1 has no bytes here, so these passed it. The hash below says that they are those of then, and the release
    // that reads them must be the one that did.
    auto const bytes = std::as_bytes(std::span(stuk.bytes));
    auto const& toen = ontvangen != nullptr ? ontvangen->uitspraak : afgedaan->uitspraak;
    bool const heel = ontvangen == nullptr || ontvangen->gewist == store::Weg::niets;
    if (!met_schema_ && heel && zelfde_schemas(pipeline, toen.schema_hash)) {
        stuk.gelezen = pipeline.read_again(bytes);
        stuk.schema_gold = stuk.gelezen->release && stuk.gelezen->release->hash == toen.schema_hash;
    }
    if (!stuk.schema_gold) stuk.gelezen = pipeline.read(bytes);
    if (ontvangen != nullptr && ontvangen->gewist == store::Weg::niets && stuk.gelezen->sha256 != ontvangen->sha256)
        return std::unexpected(
            model::Error{model::ErrorCode::store_corrupt, fmt::format("de inhoud van bericht {} is niet wat er binnenkwam (SHA-256 {})",
                                                                      ontvangen->id, stuk.gelezen->sha256)});
    return {};
}

} // namespace gateway::replay
