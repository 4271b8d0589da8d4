#pragma once

#include "gateway/pipeline.hpp"
#include "store/historie.hpp"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
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
    /// @param van, tot leaves  @param met_schema hold every message against its schema again, also where bytes and schemas are those of then
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
    /// @returns false: nobody wants it any more
    bool geef(model::Result<std::unique_ptr<Stuk>> stuk);

    /// Whether there is enough to hand over: waking the other thread for every message would cost more than reading some. @pre mutex_ is held
    [[nodiscard]] bool genoeg() const;

    static constexpr std::size_t meeste_stukken = 512;
    static constexpr std::size_t meeste_bytes = std::size_t{8} << 20; ///< twice: what waits, and what was taken

    bool const met_schema_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<model::Result<std::unique_ptr<Stuk>>> klaar_;
    std::deque<model::Result<std::unique_ptr<Stuk>>> genomen_; ///< of the thread that asks, not under the mutex
    std::size_t bytes_ = 0;                                    ///< of the messages in `klaar_`
    bool vol_ = false;                                         ///< the next does not fit before some are taken
    bool klaar_om_ = false;                                    ///< the end stands in `klaar_`
    bool stop_ = false;
    std::exception_ptr fault_;
    std::thread thread_;
};

} // namespace gateway::replay
