#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace gateway::aanmelden {

/// Slows down who guesses: after some faults of one key (a user, an address) each next one costs twice the wait. Memory is bounded; what
/// is forgotten first is what is quiet longest. io thread only.
class Rem {
public:
    /// @param vrij faults that cost nothing
    explicit Rem(unsigned vrij) : vrij_(vrij) {}

    /// Whole seconds still to wait; 0: it may be tried now.
    [[nodiscard]] std::int64_t wacht(std::string_view sleutel, std::int64_t nu_ms) const;
    void fout(std::string_view sleutel, std::int64_t nu_ms);
    void goed(std::string_view sleutel);

private:
    struct Stand {
        unsigned fouten = 0;
        std::int64_t laatst_ms = 0;
        std::int64_t tot_ms = 0;
    };
    unsigned const vrij_;
    std::map<std::string, Stand, std::less<>> all_; ///< by the SHA-256 of the key: who mistypes a name may have typed something else in its place
};

} // namespace gateway::aanmelden
