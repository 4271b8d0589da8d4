#pragma once

#include "gateway/audit/sleutel.hpp"
#include "gateway/services.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gateway::audit {

/// What of the log is not under a checkpoint.
struct Ongetekend {
    std::uint64_t leaves = 0;
    std::chrono::milliseconds sinds{}; ///< since the log was last found signed to its end
};
/// Within a minute after it grew, and every 1,000 leaves. Pure.
[[nodiscard]] bool moet_tekenen(Ongetekend const& wat);
/// What is decided and never signed could be changed unseen: from 180 s on rather nothing more is decided (reliability.md F31). Pure.
[[nodiscard]] bool te_lang_ongetekend(Ongetekend const& wat);

/// Signs the audit log while the daemon runs: within a minute after it grew, every 1,000 leaves, and when it stops. A checkpoint is stored
/// before anybody sees it, and then copied. io thread, unless said otherwise.
class Klerk {
public:
    Klerk(boost::asio::io_context& io, Services& services) : services_(services), timer_(io) {}
    Klerk(Klerk const&) = delete;
    Klerk& operator=(Klerk const&) = delete;

    /// Takes up the key, and where the log was signed last. @returns as bezwaar(). Before the other threads start.
    [[nodiscard]] model::Result<std::string> begin(store::audit::SigningKey sleutel);
    /// Until stop(). @pre begin() found nothing wrong
    [[nodiscard]] boost::asio::awaitable<void> run();
    void stop() {
        stopping_ = true;
        timer_.cancel();
    }
    /// The last checkpoint, of all that was decided. Main thread, after the io thread has ended and before the store thread has.
    void besluit();

private:
    [[nodiscard]] Ongetekend ongetekend(std::uint64_t regels) const;
    /// Work for the store thread that signs and puts the checkpoint in `uit`.
    [[nodiscard]] store::Store::Work werk(std::optional<store::Controlepunt>& uit) const;
    void klaar(model::Result<void> const& done, std::optional<store::Controlepunt> const& punt);
    /// Whether there are checkpoints that are not copied yet.
    [[nodiscard]] bool kopie_loopt_achter() const { return !services_.config.audit_kopie.empty() && gekopieerd_ < getekend_; }
    [[nodiscard]] boost::asio::awaitable<void> kopieer_volgende();
    void gekopieerd(std::vector<store::Controlepunt> const& punten, model::Result<void> const& done);

    Services& services_;
    boost::asio::steady_timer timer_;
    std::unique_ptr<store::audit::SigningKey> sleutel_; ///< used on the store thread
    std::uint64_t getekend_ = 0;                        ///< leaves in the last checkpoint
    std::chrono::steady_clock::time_point sinds_;       ///< when the log was last found signed to its end
    std::uint64_t gekopieerd_ = 0;                      ///< leaves in the last copy
    std::string gemeld_;                                ///< what was last told of the copies
    bool stopping_ = false;
};

} // namespace gateway::audit
