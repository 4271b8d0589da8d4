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

/// History as it is read on a thread of its own: the store, decompression, the hash and the XML, while another thread decides. What waits
/// between them is bounded. The reader is that thread's alone until this is gone.
class Stroom {
public:
    /// @param van, tot leaves  @param met_schema hold every message against its schema again, also where bytes and schemas are those of
    /// then
    /// @param begin runs on the new thread before anything else
    Stroom(store::Reader& reader, Pipeline const& pipeline, std::uint64_t van, std::uint64_t tot, bool met_schema,
           std::function<void()> const& begin = {});
    ~Stroom();
    Stroom(Stroom const&) = delete;
    Stroom& operator=(Stroom const&) = delete;

    /// The next event, waiting for it if need be; nullptr: there are no more. An error is the last thing that comes.
    /// Errors: those of Historie; store_corrupt when the bytes of a message are not those that came in.
    model::Result<std::unique_ptr<Stuk>> volgende();

private:
    void run(store::Reader& reader, Pipeline const& pipeline, std::uint64_t van, std::uint64_t tot);
    [[nodiscard]] model::Result<std::unique_ptr<Stuk>> lees(store::Reader& reader, Pipeline const& pipeline,
                                                            store::Gebeurtenis gebeurtenis) const;
    /// Whether the schemas of a release are still those of then.
    [[nodiscard]] static bool zelfde_schemas(Pipeline const& pipeline, std::string_view hash);

    bool const met_schema_;
    Overdracht<model::Result<std::unique_ptr<Stuk>>> overdracht_;
    std::exception_ptr fault_; ///< of the thread, until it has closed `overdracht_`
    std::thread thread_;
};

} // namespace gateway::replay
