#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace gateway::replay {

/// A bar with the time that is left, on standard error: on a terminal one line that is written over, elsewhere a line now and then of what
/// takes longer than a second.
class Voortgang {
public:
    Voortgang();
    void stap(std::uint64_t gedaan, std::uint64_t totaal);
    /// Takes the bar away.
    void klaar();

private:
    using Tijd = std::chrono::steady_clock::time_point;
    bool terminal_;
    bool getoond_ = false;
    Tijd begin_;
    Tijd vorige_;
};

/// The bar as text: "[#####.....] 50 %  nog 0:12". Pure. @param totaal not zero
[[nodiscard]] std::string voortgang_tekst(std::uint64_t gedaan, std::uint64_t totaal, std::chrono::milliseconds duur);

} // namespace gateway::replay
