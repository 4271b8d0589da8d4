#pragma once

#include "gateway/pipeline.hpp"
#include "gateway/replay/overdracht.hpp"
#include "store/historie.hpp"

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace gateway::replay {

/// An event with the message it is about, read.
struct Stuk {
    store::Gebeurtenis gebeurtenis;
    std::string bytes;              ///< of the message, of Ontvangen and Afgedaan; empty when they were not kept
    std::optional<Gelezen> gelezen; ///< points into `bytes`
    bool schema_gold = false;       ///< it was not held against its schema again: same bytes, same schemas
};

/// History as it is read on two threads of its own, while another decides: one takes it from the store and opens and unpacks it, one looks at
/// the hash and the XML. What waits between them is bounded. The reader is the first one's alone until this is gone.
class Stroom {
public:
    /// @param van, tot leaves  @param met_schema hold every message against its schema again, also where bytes and schemas are those of
    /// then
    /// @param begin runs on each new thread before anything else
    Stroom(store::Reader& reader, Pipeline const& pipeline, std::uint64_t van, std::uint64_t tot, bool met_schema,
           std::function<void()> const& begin = {});
    ~Stroom();
    Stroom(Stroom const&) = delete;
    Stroom& operator=(Stroom const&) = delete;

    /// The next event, waiting for it if need be; nullptr: there are no more. An error is the last thing that comes.
    /// Errors: those of Historie; store_corrupt when the bytes of a message are not those that came in.
    model::Result<std::unique_ptr<Stuk>> volgende();

private:
    using Stukken = Overdracht<model::Result<std::unique_ptr<Stuk>>>;

    void lees(store::Reader& reader, std::uint64_t van, std::uint64_t tot);
    void ontleed(Pipeline const& pipeline);
    /// With the bytes of the message it is about.
    [[nodiscard]] static model::Result<std::unique_ptr<Stuk>> haal(store::Reader& reader, store::Gebeurtenis gebeurtenis);
    /// Reads the message.
    [[nodiscard]] model::Result<void> begrijp(Pipeline const& pipeline, Stuk& stuk) const;
    /// Whether the schemas of a release are still those of then.
    [[nodiscard]] static bool zelfde_schemas(Pipeline const& pipeline, std::string_view hash);

    bool const met_schema_;
    Stukken gehaald_;
    Stukken begrepen_;
    std::exception_ptr fault_haal_; ///< of its thread, until that has closed `gehaald_`
    std::exception_ptr fault_;      ///< likewise, `begrepen_`
    std::jthread haler_;
    std::jthread ontleder_;
};

} // namespace gateway::replay
