using Greenroom.Platform.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Secrets;

internal static class SecretsSetup
{
    /// <summary>Data Protection with its keys in the database, so that all nodes share them, and wrapped by the master key, so that the database alone opens nothing.</summary>
    public static IServiceCollection AddSecrets(this IServiceCollection services)
    {
        services.AddSingleton<SealedText>();
        services.AddDataProtection().SetApplicationName("greenroom").PersistKeysToDbContext<PlatformDb>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(
            options => options.XmlEncryptor = new MasterKeyXmlEncryptor(provider.GetRequiredService<IOptions<MasterKeyOptions>>())));

        // It reads the keys before the tables are there, at every start, whether anybody needs them or not.
        services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == "DataProtectionHostedService"));
        return services;
    }
}
